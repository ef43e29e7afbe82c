package dev.trinocrowd.funnel;

@FunctionalInterface
interface AttemptConsumer
{
    /// @param attempt valid until the call returns
    void accept(Chain attempt);
}
