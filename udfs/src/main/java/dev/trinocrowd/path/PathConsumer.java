package dev.trinocrowd.path;

/// Takes the paths of one group, one after the other.
@FunctionalInterface
interface PathConsumer
{
    /// Stands for the nodes that are left out of a path.
    int CUT = -1;

    /// @param nodes numbers of events as listed, or [#CUT]; the array is used again for the next path
    void accept(int[] nodes, int count);
}
