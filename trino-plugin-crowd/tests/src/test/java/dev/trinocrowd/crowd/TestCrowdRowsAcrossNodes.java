package dev.trinocrowd.crowd;

/// The same on three nodes.
final class TestCrowdRowsAcrossNodes
        extends TestCrowdRows
{
    @Override
    int workers()
    {
        return 2;
    }
}
