package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;

/// `session_number` over timestamps with time zone of up to three digits.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"timestamp(3) with time zone", "interval day to second"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfTimestampWithTimeZone
        extends IntervalSessionNumber
{
    @Override
    long time(int channel, int position)
    {
        return zonedMicroseconds(windowIndex.getLong(channel, position));
    }
}
