package dev.trinocrowd.retention;

import java.util.Arrays;

import static java.util.Locale.ENGLISH;
import static java.util.stream.Collectors.joining;

/// When an entry counts as retained at an offset.
///
/// Each rule is a pair of distances: activity from `first` to `last` retains the entries from `first - reach` to `last - distance`.
/// Distances never shrink from one offset to the next.
enum CurveMode
{
    /// Active in the very period.
    ON {
        @Override
        long reach(long offset, long next)
        {
            return offset;
        }

        @Override
        long distance(long offset)
        {
            return offset;
        }
    },
    /// Active then or at any time later.
    ON_OR_AFTER {
        @Override
        long reach(long offset, long next)
        {
            return Long.MAX_VALUE;
        }

        @Override
        long distance(long offset)
        {
            return offset;
        }
    },
    /// Active in some period after the entry up to then; at offset 0 in the period of the entry.
    ON_OR_BEFORE {
        @Override
        long reach(long offset, long next)
        {
            return offset;
        }

        @Override
        long distance(long offset)
        {
            return Math.min(offset, 1);
        }
    },
    /// Active in every period after the entry up to then; at offset 0 in the period of the entry.
    STREAK {
        @Override
        long reach(long offset, long next)
        {
            return Math.min(offset, 1);
        }

        @Override
        long distance(long offset)
        {
            return offset;
        }
    },
    /// Active in some period from one offset up to but not at the next.
    BRACKET {
        @Override
        long reach(long offset, long next)
        {
            return next - 1;
        }

        @Override
        long distance(long offset)
        {
            return offset;
        }
    };

    abstract long reach(long offset, long next);

    abstract long distance(long offset);

    String sqlName()
    {
        return name().toLowerCase(ENGLISH);
    }

    static CurveMode of(String name)
    {
        for (CurveMode mode : values()) {
            if (mode.sqlName().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("retention_curve mode must be one of %s, found '%s'".formatted(names(), name));
    }

    static String names()
    {
        return Arrays.stream(values()).map(CurveMode::sqlName).collect(joining(", "));
    }
}
