package dev.trinocrowd.rfm;

import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

@AccumulatorStateMetadata(stateFactoryClass = RfmCutsStateFactory.class, stateSerializerClass = RfmCutsStateSerializer.class)
public interface RfmCutsState
        extends AccumulatorState
{
    /// @return null before the first customer
    RfmDistribution getDistribution();

    /// Replaces the distribution and accounts for it as it is now.
    void setDistribution(RfmDistribution distribution);

    /// Accounts for what a distribution that is already set has grown by.
    void addRetainedBytes(long bytes);
}
