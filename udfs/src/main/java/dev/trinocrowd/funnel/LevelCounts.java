package dev.trinocrowd.funnel;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.max;
import static java.lang.Math.min;

/// How many users stopped at each level of a funnel.
final class LevelCounts
{
    private static final int INSTANCE_SIZE = instanceSize(LevelCounts.class);

    private final int steps;
    private final long[] users;

    LevelCounts(long steps)
    {
        if (steps < 1 || steps > StepMasks.MAX_STEPS) {
            throw new IllegalArgumentException("funnel_summary step_count must be 1 to %s, found %s".formatted(StepMasks.MAX_STEPS, steps));
        }
        this.steps = (int) steps;
        users = new long[this.steps + 1];
    }

    private LevelCounts(LevelCounts other)
    {
        steps = other.steps;
        users = other.users.clone();
    }

    LevelCounts copy()
    {
        return new LevelCounts(this);
    }

    int steps()
    {
        return steps;
    }

    void add(long level)
    {
        if (level < 0 || level > steps) {
            throw new IllegalArgumentException("funnel_summary level must be 0 to %s, found %s".formatted(steps, level));
        }
        add((int) level, 1);
    }

    void add(int level, long count)
    {
        users[level] = Math.addExact(users[level], count);
    }

    void add(LevelCounts other)
    {
        checkSteps(other.steps);
        for (int level = 0; level <= steps; level++) {
            add(level, other.users[level]);
        }
    }

    void checkSteps(long found)
    {
        if (found != steps) {
            throw new IllegalArgumentException("funnel_summary step_count must not change within a group, found %s and %s".formatted(min(steps, found), max(steps, found)));
        }
    }

    /// The users that stopped at exactly this level.
    long stoppedAt(int level)
    {
        return users[level];
    }

    /// The users that reached at least this step.
    long reached(int step)
    {
        long reached = 0;
        for (int level = step; level <= steps; level++) {
            reached += users[level];
        }
        return reached;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(users);
    }
}
