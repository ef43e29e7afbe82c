package dev.trinocrowd.shop.story;

import java.time.LocalDate;
import java.util.List;

/// A promotion day of the shop.
///
/// @param visits how many times the visits of a common day, in per cent
/// @param discount off every price, in per cent
public record Promotion(String name, int day, int visits, int discount)
{
    /// Coupons for a promotion are given out this many days before it, and end two days after it began.
    static final int COUPON_LEAD_DAYS = 3;

    public static final List<Promotion> PROMOTIONS = List.of(
            of("spring festival", 1, 20, 220, 10),
            of("3.8", 3, 8, 240, 12),
            of("5.20", 5, 20, 200, 8),
            of("618", 6, 18, 420, 20),
            of("8.18", 8, 18, 200, 10),
            of("9.9", 9, 9, 220, 10),
            of("11.11", 11, 11, 520, 25),
            of("12.12", 12, 12, 340, 18));

    private static Promotion of(String name, int month, int dayOfMonth, int visits, int discount)
    {
        return new Promotion(name, ShopYear.day(LocalDate.of(ShopYear.YEAR, month, dayOfMonth)), visits, discount);
    }
}
