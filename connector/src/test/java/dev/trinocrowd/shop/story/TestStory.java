package dev.trinocrowd.shop.story;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Consumer;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.EventKind.KINDS;
import static dev.trinocrowd.shop.story.EventLog.NONE;
import static dev.trinocrowd.shop.story.OpenCampaign.OPEN_CAMPAIGNS;
import static dev.trinocrowd.shop.story.OrderBook.NEVER;
import static dev.trinocrowd.shop.story.ShopYear.AS_OF;
import static dev.trinocrowd.shop.story.ShopYear.DAY;
import static dev.trinocrowd.shop.story.ShopYear.HOUR;
import static dev.trinocrowd.shop.story.ShopYear.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

/// Events obey the profiles: asked of every event of some thousand customers, by counting that knows nothing of how they were made.
final class TestStory
{
    private static final int USERS = 4_000;

    @Test
    void funnelFindsThePlannedDepth()
    {
        forUsers("sf1", USERS, story -> {
            int deepest = 0;
            EventLog events = story.events();
            for (int entry = 0; entry < events.size(); entry++) {
                deepest = Math.max(deepest, depth(events, entry, 24 * HOUR));
            }
            assertThat(deepest).isEqualTo(story.profile().depth());
            assertThat(depthOfAnyOrder(events)).isEqualTo(story.profile().depth());
        });
    }

    @Test
    void daysAfterTheRegistrationAreThePlannedOnes()
    {
        forUsers("sf1", USERS, story -> {
            Profile profile = story.profile();
            boolean longEnough = profile.registeredAt() <= AS_OF - 31 * DAY;
            assertThat(profile.inRetentionCohort()).isEqualTo(longEnough);
            if (longEnough) {
                assertThat(isActive(story, profile.registrationDay() + 1)).isEqualTo(profile.dayOne());
                assertThat(isActive(story, profile.registrationDay() + 7)).isEqualTo(profile.daySeven());
                assertThat(isActive(story, profile.registrationDay() + 30)).isEqualTo(profile.dayThirty());
            }
        });
    }

    @Test
    void growthModelFindsThePlannedStage()
    {
        forUsers("sf1", USERS, story -> {
            EventLog events = story.events();
            long sinceFirst = AS_OF - events.time(0);
            long sinceLast = AS_OF - events.time(events.size() - 1);
            long activeDays = activeDays(events);
            Stage stage;
            if (sinceLast > 90 * DAY) {
                stage = Stage.LOST;
            }
            else if (sinceLast > 30 * DAY) {
                stage = Stage.SILENT;
            }
            else if (sinceFirst <= 30 * DAY) {
                stage = Stage.NOVICE;
            }
            else {
                stage = activeDays >= 10 ? Stage.LOYAL : Stage.GROWING;
            }
            assertThat(stage).isEqualTo(story.profile().stage());
            // A day of margin, so that whole days and exact times agree.
            assertThat(Math.abs(sinceLast - 90 * DAY)).isGreaterThanOrEqualTo(DAY);
            assertThat(Math.abs(sinceLast - 30 * DAY)).isGreaterThanOrEqualTo(DAY);
            assertThat(Math.abs(sinceFirst - 30 * DAY)).isGreaterThanOrEqualTo(DAY);
            assertThat(activeDays).isEqualTo(story.days().count());
        });
    }

    @Test
    void thosePayAfterACampaignWhoArePlannedTo()
    {
        forUsers("sf1", USERS, story -> {
            for (Campaign campaign : CAMPAIGNS) {
                if (story.profile().isIn(campaign)) {
                    assertThat(isPaid(story.events(), campaign.assignedAt(), campaign.assignedAt() + 48 * HOUR)).isEqualTo(story.profile().isConvertedBy(campaign));
                    assertThat(isPaid(story.events(), 0, campaign.assignedAt() - 1)).isTrue();
                    assertThat(story.profile().registeredAt()).isLessThanOrEqualTo(campaign.assignedAt() - 32 * DAY);
                }
            }
        });
    }

    @Test
    void eventsComeInTheOrderOfTimeWithinTheYear()
    {
        forUsers("sf1", USERS, story -> {
            EventLog events = story.events();
            assertThat(KINDS.get(events.kind(0))).isEqualTo(EventKind.LOG_IN);
            assertThat(events.time(0)).isEqualTo(story.profile().registeredAt());
            for (int event = 1; event < events.size(); event++) {
                assertThat(events.time(event)).isGreaterThan(events.time(event - 1));
                if (events.session(event) == events.session(event - 1)) {
                    assertThat(events.time(event) / DAY).isEqualTo(events.time(event - 1) / DAY);
                    assertThat(events.time(event) - events.time(event - 1)).isLessThan(30 * ShopYear.MINUTE);
                    assertThat(events.device(event)).isEqualTo(events.device(event - 1));
                }
                else {
                    assertThat(events.time(event) - events.time(event - 1)).isGreaterThan(30 * ShopYear.MINUTE);
                }
            }
            assertThat(events.time(events.size() - 1)).isLessThan(AS_OF);
        });
    }

    @Test
    void ordersAgreeWithTheirEvents()
    {
        forUsers("sf1", USERS, story -> {
            OrderBook orders = story.orders();
            for (int order = 0; order < orders.size(); order++) {
                assertThat(time(story.events(), EventKind.ORDER, order)).isEqualTo(orders.createdAt(order));
                assertThat(time(story.events(), EventKind.PAY, order)).isEqualTo(orders.paidAt(order));
                assertThat(time(story.events(), EventKind.CANCEL, order)).isEqualTo(orders.cancelledAt(order));
                assertThat(time(story.events(), EventKind.CONFIRM_RECEIPT, order)).isEqualTo(orders.receivedAt(order));
                assertThat(time(story.events(), EventKind.REFUND, order)).isEqualTo(orders.refundedAt(order));
                assertThat(orders.amount(order)).isPositive();
            }
        });
    }

    @Test
    void couponsAreUsedOnceAndWhileTheyAreGood()
    {
        forUsers("sf1", USERS, story -> {
            CouponWallet coupons = story.coupons();
            OrderBook orders = story.orders();
            for (int coupon = 0; coupon < coupons.size(); coupon++) {
                int order = coupons.order(coupon);
                assertThat(coupons.usedAt(coupon) == NEVER).isEqualTo(order == CouponWallet.NO_ORDER);
                if (order != CouponWallet.NO_ORDER) {
                    assertThat(orders.coupon(order)).isEqualTo(coupon);
                    assertThat(orders.discount(order)).isEqualTo(coupons.value(coupon));
                    assertThat(orders.total(order)).isGreaterThanOrEqualTo(coupons.minimum(coupon));
                    assertThat(coupons.usedAt(coupon)).isEqualTo(orders.createdAt(order)).isBetween(coupons.issuedAt(coupon), coupons.expiresAt(coupon) - 1);
                }
            }
            for (int order = 0; order < orders.size(); order++) {
                assertThat(orders.discount(order) > 0).isEqualTo(orders.coupon(order) != OrderBook.NO_COUPON);
            }
        });
    }

    @Test
    void controlGroupsAreNeverSentAPush()
    {
        forUsers("sf1", USERS, story -> {
            PushList pushes = story.pushes();
            assertThat(pushes.size()).isEqualTo(Integer.bitCount(story.profile().audience()));
            for (int push = 0; push < pushes.size(); push++) {
                boolean control = PushList.ARMS.get(pushes.arm(push)).equals("control");
                assertThat(pushes.sentAt(push) == NEVER).isEqualTo(control);
                assertThat(pushes.deliveredAt(push) == NEVER).isEqualTo(control || !story.person().isPushAllowed());
                if (pushes.clickedAt(push) != NEVER) {
                    assertThat(pushes.clickedAt(push)).isGreaterThan(pushes.openedAt(push));
                    assertThat(pushes.openedAt(push)).isGreaterThan(pushes.deliveredAt(push));
                    assertThat(slotAfter(story.events(), pushes.clickedAt(push))).isEqualTo(ResourceSlot.PUSH);
                }
            }
        });
    }

    @Test
    void onlyWhoHasOrderedRespondsToTheSecondTouch()
    {
        long[] responses = new long[OPEN_CAMPAIGNS.size()];
        forUsers("sf1", USERS, story -> {
            for (int response = 0; response < story.responses().size(); response++) {
                OpenCampaign campaign = OPEN_CAMPAIGNS.get(story.responses().campaign(response));
                responses[campaign.number()]++;
                assertThat(story.orders().size()).isGreaterThanOrEqualTo(campaign == OpenCampaign.SECOND_TOUCH ? 1 : 0);
                assertThat(story.responses().orderedAt(response)).isGreaterThan(campaign.touchedAt(story.orders()));
                assertThat(story.responses().paidAt(response)).isBetween(story.responses().orderedAt(response) + MINUTE, campaign.touchedAt(story.orders()) + campaign.window());
                assertThat(story.responses().amount(response)).isBetween(20_00L, 560_00L);
            }
        });
        assertThat(responses).doesNotContain(0);
    }

    @Test
    void productsThatNobodyBuysAreNotBought()
    {
        forUsers("sf1", USERS, story -> {
            for (int line = 0; line < story.orders().lines(); line++) {
                int product = story.orders().product(line);
                assertThat(story.catalogue().bought(product)).isEqualTo(product);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "sf1"})
    void truthsCountThePlannedDepths(String schema)
    {
        Shop shop = shop(schema);
        Truths truths = new Truths(shop);
        truths.count(new UserRange(1, 2_000));
        long[] expected = new long[1];
        forUsers(schema, 2_000, story -> expected[0] += depthOfAnyOrder(story.events()) >= 3 ? 1 : 0);
        int item = Truths.ITEMS.stream().map(Truths.Item::item).toList().indexOf("step 3 · order");
        assertThat(truths.value(item)).isEqualTo((double) expected[0]);
    }

    @Test
    void plannedRatesComeTrue()
    {
        Truths truths = new Truths(shop("sf1"));
        truths.count(new UserRange(1, 100_000));
        assertThat(value(truths, "step 2 · add_to_cart") / 100_000).isBetween(0.615, 0.626);
        assertThat(value(truths, "day 1 rate")).isBetween(0.395, 0.405);
        assertThat(value(truths, "lost") / 100_000).isBetween(0.295, 0.305);
        assertThat(value(truths, "618 · coupon · converted") / value(truths, "618 · coupon · users")).isBetween(0.23, 0.27);
        assertThat(value(truths, "9.9 · control · users") / (value(truths, "9.9 · control · users") + value(truths, "9.9 · treatment · users"))).isBetween(0.415, 0.445);
    }

    @Test
    @Tag("nightly")
    void everyCustomerOfALargeShopCanBeTold()
    {
        forUsers("sf1", 100_000, story -> assertThat(depthOfAnyOrder(story.events())).isEqualTo(story.profile().depth()));
    }

    private static double value(Truths truths, String item)
    {
        return truths.value(Truths.ITEMS.stream().map(Truths.Item::item).toList().indexOf(item));
    }

    private static Shop shop(String schema)
    {
        return new Shop(Scale.ofSchema(schema).orElseThrow());
    }

    private static void forUsers(String schema, int users, Consumer<Story> check)
    {
        Story story = new Story(shop(schema));
        for (int user = 1; user <= users; user++) {
            story.tell(user);
            try {
                check.accept(story);
            }
            catch (AssertionError e) {
                throw new AssertionError("User %s of %s: %s".formatted(user, schema, story.profile()), e);
            }
        }
    }

    /// How many of view, add to cart, order and pay follow one another from an entry within the window.
    private static int depth(EventLog events, int entry, long window)
    {
        EventKind[] steps = {EventKind.VIEW, EventKind.ADD_TO_CART, EventKind.ORDER, EventKind.PAY};
        if (KINDS.get(events.kind(entry)) != steps[0]) {
            return 0;
        }
        int depth = 1;
        for (int event = entry + 1; event < events.size() && depth < steps.length && events.time(event) <= events.time(entry) + window; event++) {
            if (KINDS.get(events.kind(event)) == steps[depth]) {
                depth++;
            }
        }
        return depth;
    }

    private static int depthOfAnyOrder(EventLog events)
    {
        int depth = 0;
        for (int event = 0; event < events.size(); event++) {
            depth = Math.max(depth, switch (KINDS.get(events.kind(event))) {
                case VIEW -> 1;
                case ADD_TO_CART, REMOVE_FROM_CART -> 2;
                case ORDER, CANCEL -> 3;
                case PAY, CONFIRM_RECEIPT, REFUND -> 4;
                case LOG_IN, EXPOSURE, SEARCH, FAVOURITE -> 0;
            });
        }
        return depth;
    }

    private static boolean isActive(Story story, int day)
    {
        for (int event = 0; event < story.events().size(); event++) {
            if (Math.floorDiv(story.events().time(event) - AS_OF, DAY) == day - ShopYear.DAYS) {
                return true;
            }
        }
        return false;
    }

    private static long activeDays(EventLog events)
    {
        long days = 0;
        long last = -1;
        for (int event = 0; event < events.size(); event++) {
            long day = events.time(event) / DAY;
            days += day == last ? 0 : 1;
            last = day;
        }
        return days;
    }

    private static boolean isPaid(EventLog events, long from, long to)
    {
        for (int event = 0; event < events.size(); event++) {
            if (KINDS.get(events.kind(event)) == EventKind.PAY && events.time(event) >= from && events.time(event) <= to) {
                return true;
            }
        }
        return false;
    }

    private static long time(EventLog events, EventKind kind, int order)
    {
        long time = NEVER;
        for (int event = 0; event < events.size(); event++) {
            if (events.order(event) == order && KINDS.get(events.kind(event)) == kind) {
                assertThat(time).isEqualTo(NEVER);
                time = events.time(event);
            }
        }
        return time;
    }

    private static ResourceSlot slotAfter(EventLog events, long time)
    {
        for (int event = 0; event < events.size(); event++) {
            if (events.time(event) > time && events.slot(event) != NONE) {
                return ResourceSlot.SLOTS.get(events.slot(event));
            }
        }
        throw new AssertionError("Nothing is seen after %s".formatted(time));
    }
}
