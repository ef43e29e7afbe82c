package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.Dice.CERTAIN;
import static dev.trinocrowd.shop.story.EventLog.NONE;
import static dev.trinocrowd.shop.story.OrderBook.NEVER;
import static dev.trinocrowd.shop.story.Profile.CARTER;
import static dev.trinocrowd.shop.story.Profile.ORDERER;
import static dev.trinocrowd.shop.story.ResourceSlot.SLOTS;
import static dev.trinocrowd.shop.story.ShopYear.LAST_START;
import static dev.trinocrowd.shop.story.ShopYear.MINUTE;
import static dev.trinocrowd.shop.story.ShopYear.SECOND;
import static java.lang.Math.min;

/// The visits of one customer: a profile becomes events, orders and used coupons, in the order of time.
final class Visits
{
    /// No visit is longer: browsing ends after an hour, and what follows takes less than this.
    static final long LONGEST = 100 * MINUTE;
    private static final long BROWSING = 60 * MINUTE;
    private static final long BETWEEN_VISITS = 45 * MINUTE;

    private static final int MOST_STEPS = 6;
    private static final int MOST_PRODUCTS_A_STEP = 3;
    private static final int MOST_LINES = 3;
    private static final int LOG_IN = 5_500;
    private static final int FAVOURITE = 600;
    private static final int CART = 900;
    private static final int REMOVAL = 2_200;
    private static final int ANOTHER_LINE = 3_000;
    private static final int COMPANION = 6_000;
    private static final int ABANDONED_ORDER = 300;
    private static final int CANCELLED = 6_000;
    private static final int RECEIPT = 8_500;
    private static final int REFUND = 550;
    private static final int RECEIPT_AFTER_DAYS = 2;
    private static final int REFUND_WITHIN_DAYS = 21;
    private static final int EARLY_CHAIN = 5_500;
    /// By sensitivity to prices, in per cent.
    private static final int[] BUYING_ON_PROMOTIONS = {160, 220, 320};
    private static final int[] BUYING_ON_COMMON_DAYS = {120, 100, 55};
    private static final int[] COUPON_USE = {3_000, 6_000, 9_500};

    private final Story story;
    private final EventLog events;
    private final OrderBook orders;
    private final Taste taste;
    private final Dice dice = new Dice();
    private final int[] basket = new int[MOST_LINES];
    private final int[] pieces = new int[MOST_LINES];
    private Profile profile;
    private int day;
    private int session;
    private int device;
    private long clock;
    private int firstUnsettled;
    private int basketSize;

    Visits(Story story)
    {
        this.story = story;
        this.events = story.events();
        this.orders = story.orders();
        this.taste = new Taste(story.catalogue());
    }

    void tell()
    {
        profile = story.profile();
        taste.know(seed(), profile);
        session = 0;
        firstUnsettled = 0;
        int chainDay = chainDay();
        for (day = story.days().next(0); day >= 0; day = story.days().next(day + 1)) {
            dice.reset(seed(), profile.userId(), Purpose.VISITS.number() + 1_000L * (day + 1));
            first(chainDay);
            if (dice.chance(profile.stage().secondVisit())) {
                long start = clock + BETWEEN_VISITS + dice.below(4 * 3600) * SECOND;
                if (start <= ShopYear.startOf(day) + LAST_START * SECOND) {
                    visit(start, false, dice.chance(buying()) && mayPay(start), false);
                }
            }
        }
    }

    private void first(int chainDay)
    {
        long start = story.population().visitStart(profile, day);
        boolean converts = converts();
        boolean chain = day == chainDay;
        boolean buys = converts || (profile.isPayer() && (chain || (dice.chance(buying()) && mayPay(start))));
        visit(start, true, buys, chain);
    }

    private long seed()
    {
        return story.shop().seed();
    }

    /// The day on which the customer takes all the steps that the customer ever takes, one after another.
    private int chainDay()
    {
        dice.reset(seed(), profile.userId(), Purpose.VISITS.number());
        ActiveDays days = story.days();
        if (!profile.isPayer() || !profile.inRetentionCohort()) {
            return days.get(dice.below(days.count()));
        }
        // Payers pay early, before any campaign could have them in its audience.
        int registration = profile.registrationDay();
        if (dice.chance(EARLY_CHAIN)) {
            return registration;
        }
        return registration + (profile.daySeven() ? 7 : profile.dayOne() ? 1 : profile.dayThirty() ? 30 : 0);
    }

    private boolean converts()
    {
        if (profile.converted() != 0) {
            for (Campaign campaign : CAMPAIGNS) {
                if (profile.isConvertedBy(campaign) && day == story.population().conversionDay(profile, campaign)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int buying()
    {
        int percent = (Season.isPromotion(day) ? BUYING_ON_PROMOTIONS : BUYING_ON_COMMON_DAYS)[profile.sensitivity()];
        return min(CERTAIN, profile.stage().buying() * percent / 100);
    }

    private boolean mayPay(long start)
    {
        return profile.isPayer() && !profile.mustNotPay(start, start + LONGEST);
    }

    private void visit(long start, boolean first, boolean buys, boolean chain)
    {
        clock = start;
        session++;
        device = story.devices().use(start, dice);
        if ((first && day == profile.registrationDay()) || dice.chance(LOG_IN)) {
            add(EventKind.LOG_IN, NONE, NONE, NONE, NONE);
        }
        if (first && orders.size() > 0) {
            settle();
        }
        int slot = browse(start, first && story.pushes().isClickedOn(day));
        if (chain) {
            chain(slot);
        }
        else if (buys) {
            buy(slot, Purchase.WAYS.get(Purchase.SHARES.pick(dice)), true);
        }
        else if (profile.depth() >= ORDERER && dice.chance(ABANDONED_ORDER)) {
            buy(slot, Purchase.VIEWED_AND_IN_CART, false);
        }
    }

    /// Looks around, and returns the resource slot that led to the last product.
    private int browse(long start, boolean fromPush)
    {
        int last = ResourceSlot.SEARCH_BOX.number();
        int steps = 1 + dice.low(MOST_STEPS);
        for (int step = 0; step < steps && clock < start + BROWSING; step++) {
            int slot = fromPush && step == 0 ? ResourceSlot.PUSH.number() : ResourceSlot.SHARES.pick(dice);
            add(slot == ResourceSlot.SEARCH_BOX.number() ? EventKind.SEARCH : EventKind.EXPOSURE, slot, NONE, NONE, NONE);
            if (dice.chance(SLOTS.get(slot).clicks())) {
                last = slot;
                int products = 1 + dice.below(MOST_PRODUCTS_A_STEP);
                for (int product = 0; product < products && clock < start + BROWSING; product++) {
                    look(slot);
                }
            }
        }
        return last;
    }

    private void look(int slot)
    {
        int product = taste.product(dice);
        add(EventKind.VIEW, slot, product, NONE, NONE);
        if (dice.chance(FAVOURITE)) {
            add(EventKind.FAVOURITE, slot, product, NONE, NONE);
        }
        if (profile.depth() >= CARTER && dice.chance(CART)) {
            int quantity = taste.pieces(dice, product);
            add(EventKind.ADD_TO_CART, slot, product, quantity, NONE);
            if (dice.chance(REMOVAL)) {
                add(EventKind.REMOVE_FROM_CART, slot, product, quantity, NONE);
            }
        }
    }

    /// The planned depth, step by step, with one product.
    private void chain(int slot)
    {
        switch (profile.depth()) {
            case Profile.VIEWER -> add(EventKind.VIEW, slot, taste.product(dice), NONE, NONE);
            case CARTER -> {
                int product = taste.product(dice);
                add(EventKind.VIEW, slot, product, NONE, NONE);
                add(EventKind.ADD_TO_CART, slot, product, taste.pieces(dice, product), NONE);
            }
            default -> buy(slot, Purchase.VIEWED_AND_IN_CART, profile.isPayer());
        }
    }

    private void buy(int slot, Purchase way, boolean pays)
    {
        int product = story.catalogue().bought(taste.product(dice));
        basketSize = 0;
        put(product);
        if (way.isViewed()) {
            add(EventKind.VIEW, slot, product, NONE, NONE);
        }
        if (way.isFavourite()) {
            add(EventKind.FAVOURITE, slot, product, NONE, NONE);
        }
        if (way.isCarted()) {
            add(EventKind.ADD_TO_CART, slot, product, pieces[0], NONE);
            while (basketSize < MOST_LINES && dice.chance(ANOTHER_LINE)) {
                int another = dice.chance(COMPANION) ? story.catalogue().companion(basket[basketSize - 1]) : story.catalogue().bought(taste.product(dice));
                if (isInBasket(another)) {
                    break;
                }
                put(another);
                add(EventKind.ADD_TO_CART, ResourceSlot.RECOMMENDATION.number(), another, pieces[basketSize - 1], NONE);
            }
        }
        order(slot, pays);
    }

    private void put(int product)
    {
        basket[basketSize] = product;
        pieces[basketSize] = taste.pieces(dice, product);
        basketSize++;
    }

    private boolean isInBasket(int product)
    {
        for (int line = 0; line < basketSize; line++) {
            if (basket[line] == product) {
                return true;
            }
        }
        return false;
    }

    private void order(int slot, boolean pays)
    {
        int order = orders.open(clock, device);
        for (int line = 0; line < basketSize; line++) {
            orders.addLine(basket[line], pieces[line], story.catalogue().price(basket[line], day));
        }
        if (pays && dice.chance(COUPON_USE[profile.sensitivity()])) {
            int coupon = story.coupons().best(clock, orders.total(order));
            if (coupon >= 0) {
                orders.reduce(order, coupon, story.coupons().value(coupon));
                story.coupons().use(coupon, order, clock);
            }
        }
        add(EventKind.ORDER, slot, basket[0], pieces[0], order);
        if (pays) {
            orders.pay(order, clock);
            add(EventKind.PAY, slot, basket[0], pieces[0], order);
        }
        else if (dice.chance(CANCELLED)) {
            clock += dice.below(15 * 60) * SECOND;
            orders.cancel(order, clock);
            add(EventKind.CANCEL, NONE, basket[0], pieces[0], order);
        }
    }

    /// Confirms what has arrived since, and sends some of it back.
    private void settle()
    {
        while (firstUnsettled < orders.size() && isSettled(firstUnsettled)) {
            firstUnsettled++;
        }
        for (int order = firstUnsettled; order < orders.size(); order++) {
            if (orders.paidAt(order) == NEVER || orders.refundedAt(order) != NEVER) {
                continue;
            }
            if (orders.receivedAt(order) == NEVER) {
                if (ShopYear.dayOf(orders.paidAt(order)) + RECEIPT_AFTER_DAYS <= day && dice.chance(RECEIPT)) {
                    orders.receive(order, clock);
                    add(EventKind.CONFIRM_RECEIPT, NONE, product(order), pieces(order), order);
                }
            }
            else if (isReturnable(order) && dice.chance(REFUND)) {
                orders.refund(order, clock);
                add(EventKind.REFUND, NONE, product(order), pieces(order), order);
            }
        }
    }

    private boolean isSettled(int order)
    {
        return orders.paidAt(order) == NEVER
                || orders.refundedAt(order) != NEVER
                || (orders.receivedAt(order) != NEVER && !isReturnable(order));
    }

    private boolean isReturnable(int order)
    {
        return day <= ShopYear.dayOf(orders.receivedAt(order)) + REFUND_WITHIN_DAYS;
    }

    private int product(int order)
    {
        return orders.product(orders.firstLine(order));
    }

    private int pieces(int order)
    {
        return orders.quantity(orders.firstLine(order));
    }

    private void add(EventKind kind, int slot, int product, int quantity, int order)
    {
        events.add(clock, kind, session, device, slot, product, quantity, order);
        story.devices().see(device, clock);
        clock += dice.between(4, 80) * SECOND + dice.below(1_000) * (SECOND / 1_000);
    }
}
