package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;
import io.trino.spi.type.LongTimestampWithTimeZone;

import static dev.trinocrowd.binding.Times.zonedMicroseconds;

/// `session_number` over timestamps with time zone of more than three digits; those after the sixth are cut off.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"timestamp(12) with time zone", "interval day to second"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfLongTimestampWithTimeZone
        extends IntervalSessionNumber
{
    @Override
    long time(int channel, int position)
    {
        return zonedMicroseconds((LongTimestampWithTimeZone) windowIndex.getObject(channel, position));
    }
}
