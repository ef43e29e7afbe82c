package dev.trinocrowd.event;

import java.math.BigDecimal;

/// What a time of one means, which only matters to people who read an error.
public enum TimeScale
{
    /// Timestamps and dates, whose durations are intervals.
    MICROSECONDS {
        @Override
        public String duration(long duration)
        {
            return "INTERVAL '%s' SECOND".formatted(BigDecimal.valueOf(duration, 6).stripTrailingZeros().toPlainString());
        }
    },
    /// Whole numbers in a unit that the caller knows.
    CALLER_UNIT {
        @Override
        public String duration(long duration)
        {
            return Long.toString(duration);
        }
    };

    public abstract String duration(long duration);
}
