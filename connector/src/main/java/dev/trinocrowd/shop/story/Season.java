package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.Promotion.PROMOTIONS;
import static dev.trinocrowd.shop.story.ShopYear.DAYS;
import static java.lang.Math.max;

/// What sort of day each day of the year is for the shop.
final class Season
{
    /// Monday to Sunday, in per cent of a common day.
    private static final int[] WEEKDAYS = {95, 92, 93, 95, 103, 118, 122};

    private static final int[] DISCOUNTS = discounts();

    /// How many visits each day draws.
    static final Weights VISITS = Weights.of(DAYS, day -> visits(day));

    /// How many new customers each day brings.
    static final Weights REGISTRATIONS = Weights.of(DAYS, day -> 1_000 + visits(day));

    private Season()
    {}

    /// Off every price, in per cent.
    static int discount(int day)
    {
        return DISCOUNTS[day];
    }

    static boolean isPromotion(int day)
    {
        return DISCOUNTS[day] > 0;
    }

    private static int visits(int day)
    {
        // The shop grows by a third over the year.
        int common = WEEKDAYS[ShopYear.weekday(day)] * (1_095 + day) / 100;
        return common * lift(day) / 100;
    }

    /// The eve and the day after have a part of a promotion's visits.
    private static int lift(int day)
    {
        int percent = 100;
        for (Promotion promotion : PROMOTIONS) {
            percent = max(percent, switch (day - promotion.day()) {
                case 0 -> promotion.visits();
                case -1 -> 100 + (promotion.visits() - 100) / 3;
                case 1 -> 100 + (promotion.visits() - 100) / 5;
                default -> 100;
            });
        }
        return percent;
    }

    private static int[] discounts()
    {
        int[] discounts = new int[DAYS];
        for (Promotion promotion : PROMOTIONS) {
            discounts[promotion.day()] = promotion.discount();
        }
        return discounts;
    }
}
