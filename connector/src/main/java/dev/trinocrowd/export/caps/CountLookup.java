package dev.trinocrowd.export.caps;

/// How often members got something, to be asked for one of them.
public interface CountLookup
{
    /// @return 0 for a member that is not known
    int count(long member);

    long retainedBytes();
}
