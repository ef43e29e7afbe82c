package dev.trinocrowd.session;

import io.trino.spi.function.AccumulatorStateFactory;

public final class SessionsStateFactory
        implements AccumulatorStateFactory<SessionsState>
{
    @Override
    public SessionsState createSingleState()
    {
        SessionsAccumulator state = new SessionsAccumulator();
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public SessionsState createGroupedState()
    {
        return new SessionsAccumulator();
    }
}
