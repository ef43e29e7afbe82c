package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.time.LocalDate;
import java.util.List;

import static dev.trinocrowd.shop.story.ShopYear.HOUR;

/// A push campaign with a control group. Its audience are payers; what it changes is who pays within 48 hours.
public enum Campaign
{
    WOMENS_DAY("3.8", 3, 7, ImmutableList.of(
            new Arm("control", 50, 50, 1400, false),
            new Arm("treatment", 50, 50, 2000, true))),
    MIDYEAR("618", 6, 17, ImmutableList.of(
            new Arm("control", 34, 34, 1200, false),
            new Arm("coupon", 33, 33, 2500, true),
            new Arm("message", 33, 33, 1800, true))),
    /// Does nothing at all.
    BACK_TO_SCHOOL("back to school", 8, 28, ImmutableList.of(
            new Arm("control", 50, 50, 1100, false),
            new Arm("treatment", 50, 50, 1100, true))),
    /// Lost a part of its control group on the way: the arms are not as large as designed.
    SEPTEMBER("9.9", 9, 8, ImmutableList.of(
            new Arm("control", 50, 43, 1200, false),
            new Arm("treatment", 50, 57, 1700, true))),
    SINGLES_DAY("11.11", 11, 10, ImmutableList.of(
            new Arm("control", 50, 50, 2400, false),
            new Arm("treatment", 50, 50, 3200, true))),
    DECEMBER("12.12", 12, 11, ImmutableList.of(
            new Arm("control", 50, 50, 1500, false),
            new Arm("treatment", 50, 50, 2100, true)));

    public static final List<Campaign> CAMPAIGNS = List.of(values());

    private static final List<Weights> ARM_WEIGHTS = CAMPAIGNS.stream()
            .map(campaign -> Weights.of(campaign.arms.size(), arm -> campaign.arms.get(arm).weight()))
            .toList();

    /// A payment in this time after the assignment is a conversion.
    static final long WINDOW = 48 * HOUR;
    /// Only who registered at least this many days before is in an audience, …
    static final int REGISTERED_BEFORE_DAYS = 32;
    /// … who comes back at least this many days later, …
    static final int ACTIVE_AFTER_DAYS = 3;
    /// … and of those this share, in ten-thousandths.
    static final int AUDIENCE = 7500;

    private static final int ASSIGNED_HOUR = 20;

    private final String title;
    private final int day;
    @SuppressWarnings("ImmutableEnumChecker") // arms are immutable records
    private final ImmutableList<Arm> arms;

    Campaign(String title, int month, int dayOfMonth, ImmutableList<Arm> arms)
    {
        this.title = title;
        this.day = ShopYear.day(LocalDate.of(ShopYear.YEAR, month, dayOfMonth));
        this.arms = arms;
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

    int day()
    {
        return day;
    }

    long assignedAt()
    {
        return ShopYear.startOf(day) + ASSIGNED_HOUR * HOUR;
    }

    public List<Arm> arms()
    {
        return arms;
    }

    Weights armWeights()
    {
        return ARM_WEIGHTS.get(number());
    }

    /// One arm of a campaign.
    ///
    /// @param designed its share of the audience as designed, in per cent
    /// @param weight its share as it came out
    /// @param conversion how many of its people pay within the window, in ten-thousandths
    /// @param pushed whether its people are sent the push
    public record Arm(String title, int designed, int weight, int conversion, boolean pushed) {}
}
