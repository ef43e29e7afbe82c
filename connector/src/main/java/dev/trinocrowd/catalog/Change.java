package dev.trinocrowd.catalog;

/// A change that can be made to more than one snapshot, because others may commit before it.
interface Change
{
    Operation operation();

    /// @param version that the edit will make
    /// @throws dev.trinocrowd.storage.CommitConflictException if it cannot be combined with what has happened meanwhile
    Edit plan(Snapshot tip, long version);

    /// The versions that can be read afterwards start here; by default as before.
    default long oldest(Snapshot tip)
    {
        return tip.state().manifest().oldest();
    }
}
