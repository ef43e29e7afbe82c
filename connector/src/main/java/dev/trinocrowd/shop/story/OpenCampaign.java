package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.campaign.ArmSplit;

import java.util.List;

import static dev.trinocrowd.shop.story.Profile.ORDERER;
import static dev.trinocrowd.shop.story.Profile.VIEWER;
import static dev.trinocrowd.shop.story.ShopYear.AS_OF;
import static dev.trinocrowd.shop.story.ShopYear.DAY;
import static dev.trinocrowd.shop.story.ShopYear.HOUR;

/// A campaign that nobody has run yet. What customers would order after it is planted, arm by arm, and `crowd_split` deals the arms:
/// the title is its salt, and the first arm is the control group.
enum OpenCampaign
{
    /// A message 20 hours after the first order, so that a second one follows.
    SECOND_TOUCH("second touch", ORDERER, 48 * HOUR, ImmutableList.of(
            new Arm("control", 50, 1200, 0),
            new Arm("touched", 50, 1900, 0))),
    /// A message at the shop's present, with a coupon or without.
    PRICE_CUT("price cut", VIEWER, 15 * DAY, ImmutableList.of(
            new Arm("control", 20, 1000, 0),
            new Arm("message", 40, 1300, 0),
            new Arm("coupon", 40, 2100, 40_00)));

    static final List<OpenCampaign> OPEN_CAMPAIGNS = List.of(values());

    private static final long TOUCH_DELAY = 20 * HOUR;

    private final String title;
    private final int depth;
    private final long window;
    @SuppressWarnings("ImmutableEnumChecker") // arms are immutable records
    private final ImmutableList<Arm> arms;
    @SuppressWarnings("ImmutableEnumChecker") // never changes once it is made
    private final ArmSplit split;

    OpenCampaign(String title, int depth, long window, ImmutableList<Arm> arms)
    {
        this.title = title;
        this.depth = depth;
        this.window = window;
        this.arms = arms;
        this.split = ArmSplit.of(title, arms.stream().mapToDouble(Arm::weight).toArray());
    }

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }

    String title()
    {
        return title;
    }

    /// Orders after the campaign are paid in this time after the touch.
    long window()
    {
        return window;
    }

    List<Arm> arms()
    {
        return arms;
    }

    /// Whether there is a time at which the customer can be touched.
    boolean isFor(Profile profile)
    {
        return profile.depth() >= depth;
    }

    /// The position of the customer's arm.
    int arm(long userId)
    {
        return split.armOf(userId) - 1;
    }

    long touchedAt(OrderBook orders)
    {
        return switch (this) {
            case SECOND_TOUCH -> orders.createdAt(0) + TOUCH_DELAY;
            case PRICE_CUT -> AS_OF;
        };
    }

    /// Whether a customer of the arm orders. What the order is can be drawn from the same dice afterwards.
    boolean isFollowedByAnOrder(Dice dice, long seed, long userId, Arm arm)
    {
        return dice.reset(seed, userId, Purpose.RESPONSES.number() + 100L * (number() + 1)).chance(arm.conversion());
    }

    /// One arm of a campaign.
    ///
    /// @param weight its share of the customers, in per cent
    /// @param conversion how many of its customers order, in ten-thousandths
    /// @param cut what is taken off each of the orders, in cents
    record Arm(String title, int weight, int conversion, long cut) {}
}
