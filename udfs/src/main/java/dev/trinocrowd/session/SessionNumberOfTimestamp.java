package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;

/// `session_number` over timestamps of up to six digits; a shorter one is widened by the engine.
///
/// The engine cannot choose between a longer timestamp and one with a time zone, so that three digits have a signature too.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"timestamp(3)", "interval day to second"})
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
