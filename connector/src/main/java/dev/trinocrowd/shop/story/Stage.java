package dev.trinocrowd.shop.story;

import com.google.common.primitives.ImmutableIntArray;

import java.util.List;

import static dev.trinocrowd.shop.story.Dice.CERTAIN;
import static dev.trinocrowd.shop.story.ShopYear.LAST_DAY;

/// Where a customer stands in the growth model at the end of the year, and what follows from it.
///
/// The days leave at least one whole day to every border of the model, so that "more than 30 days" means the same
/// to everybody who counts.
public enum Stage
{
    /// First seen at most 30 days ago.
    NOVICE("novice", 1200, 336, LAST_DAY, 0, LAST_DAY, ImmutableIntArray.of(CERTAIN, 5200, 2600, 2200), 1, 7, 1300, 1500),
    /// Active in the last 30 days, on fewer than 10 days.
    GROWING("growing", 2500, 0, 333, 336, LAST_DAY, ImmutableIntArray.of(CERTAIN, 7000, 4500, 3800), 4, 9, 1700, 2200),
    /// Active in the last 30 days, on 10 days or more.
    LOYAL("loyal", 1300, 0, 275, 336, LAST_DAY, ImmutableIntArray.of(CERTAIN, 9700, 9000, 8500), 10, 36, 2600, 2600),
    /// Last seen more than 30 and at most 90 days ago.
    SILENT("silent", 2000, 0, 303, 276, 333, ImmutableIntArray.of(CERTAIN, 5800, 3400, 2900), 2, 13, 1500, 1900),
    /// Last seen more than 90 days ago.
    LOST("lost", 3000, 0, 243, 0, 273, ImmutableIntArray.of(CERTAIN, 4700, 2100, 1700), 1, 8, 1200, 1600);

    static final List<Stage> STAGES = List.of(values());
    static final Weights SHARES = Weights.of(STAGES.size(), stage -> STAGES.get(stage).share);
    /// Growing customers are active on at most this many days.
    static final int GROWING_DAYS = 9;
    static final int LOYAL_DAYS = 10;

    private final String title;
    private final int share;
    private final int firstRegistration;
    private final int lastRegistration;
    private final int earliestEnd;
    private final int latestEnd;
    private final ImmutableIntArray depth;
    private final int leastDays;
    private final int mostDays;
    private final int secondVisit;
    private final int buying;

    Stage(
            String title,
            int share,
            int firstRegistration,
            int lastRegistration,
            int earliestEnd,
            int latestEnd,
            ImmutableIntArray depth,
            int leastDays,
            int mostDays,
            int secondVisit,
            int buying)
    {
        this.title = title;
        this.share = share;
        this.firstRegistration = firstRegistration;
        this.lastRegistration = lastRegistration;
        this.earliestEnd = earliestEnd;
        this.latestEnd = latestEnd;
        this.depth = depth;
        this.leastDays = leastDays;
        this.mostDays = mostDays;
        this.secondVisit = secondVisit;
        this.buying = buying;
    }

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }

    public String title()
    {
        return title;
    }

    /// Of all customers, in ten-thousandths.
    int share()
    {
        return share;
    }

    int firstRegistration()
    {
        return firstRegistration;
    }

    int lastRegistration()
    {
        return lastRegistration;
    }

    /// The last active day lies from here …
    int earliestEnd()
    {
        return earliestEnd;
    }

    /// … to here.
    int latestEnd()
    {
        return latestEnd;
    }

    /// How many of this stage's customers reach that step of the purchase (1 to 4), in ten-thousandths.
    int reaching(int step)
    {
        return depth.get(step - 1);
    }

    int leastDays()
    {
        return leastDays;
    }

    int mostDays()
    {
        return mostDays;
    }

    /// How often a second visit follows on the same day.
    int secondVisit()
    {
        return secondVisit;
    }

    /// How often a visit of a payer ends in a purchase.
    int buying()
    {
        return buying;
    }
}
