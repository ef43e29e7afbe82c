package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.Arrays;
import java.util.List;

import static dev.trinocrowd.shop.story.Promotion.COUPON_LEAD_DAYS;
import static dev.trinocrowd.shop.story.Promotion.PROMOTIONS;
import static dev.trinocrowd.shop.story.ShopYear.DAY;
import static dev.trinocrowd.shop.story.ShopYear.HOUR;

/// The coupons of one customer: one for newcomers, and one for each promotion that begins while the customer is there.
final class CouponWallet
{
    static final int NO_ORDER = -1;
    static final List<String> CAMPAIGNS = ImmutableList.<String>builder()
            .add("newcomer")
            .addAll(PROMOTIONS.stream().map(Promotion::name).toList())
            .build();

    private static final int NEWCOMER = 0;
    private static final long NEWCOMER_VALUE = 10_00;
    private static final long NEWCOMER_MINIMUM = 59_00;
    private static final int NEWCOMER_DAYS = 30;
    private static final int ISSUED_HOUR = 10;
    private static final long[] VALUES = {10_00, 20_00, 30_00, 50_00};
    private static final long[] MINIMA = {99_00, 199_00, 299_00, 499_00};

    private final Dice dice = new Dice();
    private final int[] campaigns = new int[CAMPAIGNS.size()];
    private final long[] values = new long[CAMPAIGNS.size()];
    private final long[] minima = new long[CAMPAIGNS.size()];
    private final long[] issuedAt = new long[CAMPAIGNS.size()];
    private final long[] expiresAt = new long[CAMPAIGNS.size()];
    private final long[] usedAt = new long[CAMPAIGNS.size()];
    private final int[] orders = new int[CAMPAIGNS.size()];
    private int size;

    void fill(long seed, Profile profile)
    {
        size = 0;
        Arrays.fill(orders, NO_ORDER);
        Arrays.fill(usedAt, OrderBook.NEVER);
        add(NEWCOMER, NEWCOMER_VALUE, NEWCOMER_MINIMUM, profile.registeredAt(), profile.registeredAt() + NEWCOMER_DAYS * DAY);
        dice.reset(seed, profile.userId(), Purpose.COUPONS.number());
        for (int promotion = 0; promotion < PROMOTIONS.size(); promotion++) {
            int denomination = dice.below(VALUES.length);
            int day = PROMOTIONS.get(promotion).day() - COUPON_LEAD_DAYS;
            if (profile.registrationDay() < day && day <= profile.lastDay()) {
                long issued = ShopYear.startOf(day) + ISSUED_HOUR * HOUR;
                add(promotion + 1, VALUES[denomination], MINIMA[denomination], issued, ShopYear.startOf(PROMOTIONS.get(promotion).day() + 2));
            }
        }
    }

    private void add(int campaign, long value, long minimum, long issued, long expires)
    {
        campaigns[size] = campaign;
        values[size] = value;
        minima[size] = minimum;
        issuedAt[size] = issued;
        expiresAt[size] = expires;
        size++;
    }

    /// The usable coupon of the highest value, or -1.
    int best(long time, long total)
    {
        int best = -1;
        for (int coupon = 0; coupon < size; coupon++) {
            boolean usable = orders[coupon] == NO_ORDER && issuedAt[coupon] <= time && time < expiresAt[coupon] && total >= minima[coupon];
            if (usable && (best < 0 || values[coupon] > values[best])) {
                best = coupon;
            }
        }
        return best;
    }

    void use(int coupon, int order, long time)
    {
        orders[coupon] = order;
        usedAt[coupon] = time;
    }

    int size()
    {
        return size;
    }

    int campaign(int coupon)
    {
        return campaigns[coupon];
    }

    long value(int coupon)
    {
        return values[coupon];
    }

    long minimum(int coupon)
    {
        return minima[coupon];
    }

    long issuedAt(int coupon)
    {
        return issuedAt[coupon];
    }

    long expiresAt(int coupon)
    {
        return expiresAt[coupon];
    }

    long usedAt(int coupon)
    {
        return usedAt[coupon];
    }

    /// The order that it was used for, or [#NO_ORDER].
    int order(int coupon)
    {
        return orders[coupon];
    }
}
