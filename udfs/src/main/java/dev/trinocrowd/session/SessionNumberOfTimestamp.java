package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;

/// `session_number` over timestamps of up to six digits; a shorter one is widened by the engine.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"timestamp(6)", "interval day to second"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfTimestamp
        extends IntervalSessionNumber
{
    @Override
    long time(int channel, int position)
    {
        return windowIndex.getLong(channel, position);
    }
}
