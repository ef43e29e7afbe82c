package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;
import io.trino.spi.type.LongTimestamp;

import static dev.trinocrowd.binding.Times.microseconds;

/// `session_number` over timestamps of more than six digits, which are cut off.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"timestamp(12)", "interval day to second"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfLongTimestamp
        extends IntervalSessionNumber
{
    @Override
    long time(int channel, int position)
    {
        return microseconds((LongTimestamp) windowIndex.getObject(channel, position));
    }
}
