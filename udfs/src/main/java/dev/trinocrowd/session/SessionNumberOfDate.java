package dev.trinocrowd.session;

import io.trino.spi.function.Description;
import io.trino.spi.function.WindowFunctionSignature;

import static dev.trinocrowd.binding.Times.dateMicroseconds;

/// `session_number` over dates.
@WindowFunctionSignature(name = "session_number", returnType = "bigint", argumentTypes = {"date", "interval day to second"})
@Description(SessionNumber.DESCRIPTION)
public final class SessionNumberOfDate
        extends IntervalSessionNumber
{
    @Override
    long time(int channel, int position)
    {
        return dateMicroseconds(windowIndex.getLong(channel, position));
    }
}
