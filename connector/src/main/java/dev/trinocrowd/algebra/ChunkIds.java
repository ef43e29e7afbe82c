package dev.trinocrowd.algebra;

import org.roaringbitmap.Container;

/// Some ids of one chunk that are computed when they are asked for, once; may be none.
///
/// To count them can be much cheaper than to have them.
abstract class ChunkIds
{
    abstract int cardinality();

    /// A bound of the cardinality that costs nothing.
    abstract int atMost();

    /// Never changed by anyone.
    abstract Container container();

    /// The same ids, perhaps in a kind of container that is quick to intersect but not the usual one for so many.
    Container operand()
    {
        return container();
    }

    /// Says how many other sets are computed from this one.
    void share(int users)
    {}
}
