package dev.trinocrowd.shop.story;

import java.util.List;

import static dev.trinocrowd.shop.story.OrderBook.NEVER;

/// The devices on which one customer was seen.
final class DeviceList
{
    static final int MOST = 3;
    static final List<String> PLATFORMS = List.of("app", "web", "h5");

    private static final Weights PLATFORM = Weights.of(62, 20, 18);
    private static final Weights COUNT = Weights.of(58, 30, 12);
    private static final int FIRST_DEVICE = 6_500;

    private final Dice dice = new Dice();
    private final int[] platforms = new int[MOST];
    private final long[] firstSeenAt = new long[MOST];
    private final long[] lastSeenAt = new long[MOST];
    private int count;
    /// Devices in the order in which they were first seen.
    private int seen;

    void fill(long seed, long userId)
    {
        dice.reset(seed, userId, Purpose.DEVICES.number());
        count = COUNT.pick(dice) + 1;
        for (int device = 0; device < count; device++) {
            platforms[device] = PLATFORM.pick(dice);
        }
        seen = 0;
    }

    /// The device of the next visit.
    int use(long time, Dice visit)
    {
        int device = seen == 0 || visit.chance(FIRST_DEVICE) ? 0 : visit.below(count);
        if (device >= seen) {
            device = seen;
            firstSeenAt[seen] = time;
            lastSeenAt[seen] = NEVER;
            seen++;
        }
        return device;
    }

    void see(int device, long time)
    {
        lastSeenAt[device] = time;
    }

    int size()
    {
        return seen;
    }

    int platform(int device)
    {
        return platforms[device];
    }

    long firstSeenAt(int device)
    {
        return firstSeenAt[device];
    }

    long lastSeenAt(int device)
    {
        return lastSeenAt[device];
    }
}
