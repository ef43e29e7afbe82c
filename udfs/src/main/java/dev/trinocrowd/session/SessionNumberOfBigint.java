package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;

import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;

/// `session_number` over numbers, with a gap in the same unit.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"bigint", "bigint"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfBigint
        extends SessionNumber
{
    public SessionNumberOfBigint()
    {
        super(CALLER_UNIT);
    }

    @Override
    long time(int channel, int position)
    {
        return windowIndex.getLong(channel, position);
    }

    @Override
    long gap(int channel, int position)
    {
        return windowIndex.getLong(channel, position);
    }
}
