package dev.trinocrowd.crowd;

/// The same on three nodes.
final class TestCrowdDifferentialAcrossNodes
        extends TestCrowdDifferential
{
    @Override
    int workers()
    {
        return 2;
    }
}
