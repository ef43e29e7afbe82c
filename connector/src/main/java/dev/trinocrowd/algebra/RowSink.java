package dev.trinocrowd.algebra;

/// Takes the rows of a chunk, class by class.
interface RowSink
{
    /// @param ids may turn out to be none
    void rows(RowClass rowClass, ChunkIds ids);
}
