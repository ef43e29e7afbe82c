package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.Season.VISITS;
import static dev.trinocrowd.shop.story.ShopYear.DAYS;
import static dev.trinocrowd.shop.story.Stage.GROWING_DAYS;
import static dev.trinocrowd.shop.story.Stage.LOYAL_DAYS;
import static java.lang.Math.min;

/// The days on which a customer does anything: those that are planned, and others as chance and season have it.
final class ActiveDays
{
    private static final int WORDS = (DAYS + 63) / 64;
    private static final int ATTEMPTS_PER_DAY = 3;

    private final Dice dice = new Dice();
    private final long[] days = new long[WORDS];
    private final long[] free = new long[WORDS];
    private int count;

    void plan(long seed, Profile profile, Population population)
    {
        for (int word = 0; word < WORDS; word++) {
            days[word] = 0;
            free[word] = -1;
        }
        count = 0;
        int registration = profile.registrationDay();
        add(registration);
        add(profile.lastDay());
        if (profile.inRetentionCohort()) {
            settle(registration + 1, profile.dayOne());
            settle(registration + 7, profile.daySeven());
            settle(registration + 30, profile.dayThirty());
        }
        for (Campaign campaign : CAMPAIGNS) {
            if (profile.isConvertedBy(campaign)) {
                add(population.conversionDay(profile, campaign));
            }
        }
        addFreely(seed, profile);
    }

    private void addFreely(long seed, Profile profile)
    {
        Stage stage = profile.stage();
        int registration = profile.registrationDay();
        int span = profile.lastDay() - registration + 1;
        dice.reset(seed, profile.userId(), Purpose.DAYS.number());
        int wanted = min(span, stage.leastDays() + dice.low(stage.mostDays() - stage.leastDays() + 1));
        for (int attempt = wanted * ATTEMPTS_PER_DAY; attempt > 0 && count < wanted; attempt--) {
            // A third of the visits crowd behind the registration, the others follow the season.
            int day = dice.chance(3_300) ? registration + dice.low(span) : VISITS.pick(dice, registration, profile.lastDay());
            addIfFree(day);
        }
        if (stage == Stage.LOYAL) {
            for (int day = registration; count < LOYAL_DAYS; day++) {
                addIfFree(day);
            }
        }
        if (stage == Stage.GROWING && count > GROWING_DAYS) {
            throw new IllegalStateException("User %s is planned for %s active days, and a growing customer has at most %s".formatted(profile.userId(), count, GROWING_DAYS));
        }
    }

    private void settle(int day, boolean active)
    {
        if (active) {
            add(day);
        }
        else {
            free[day >> 6] &= ~(1L << day);
        }
    }

    private void addIfFree(int day)
    {
        if ((free[day >> 6] & (1L << day)) != 0) {
            add(day);
        }
    }

    private void add(int day)
    {
        if (!contains(day)) {
            days[day >> 6] |= 1L << day;
            count++;
        }
    }

    boolean contains(int day)
    {
        return (days[day >> 6] & (1L << day)) != 0;
    }

    int count()
    {
        return count;
    }

    /// The first active day from that one on, or -1.
    int next(int from)
    {
        if (from >= DAYS) {
            return -1;
        }
        int word = from >> 6;
        long rest = days[word] & (-1L << from);
        while (rest == 0) {
            word++;
            if (word == WORDS) {
                return -1;
            }
            rest = days[word];
        }
        return word * 64 + Long.numberOfTrailingZeros(rest);
    }

    /// The n-th active day, from 0.
    int get(int n)
    {
        int day = next(0);
        for (int i = 0; i < n; i++) {
            day = next(day + 1);
        }
        return day;
    }
}
