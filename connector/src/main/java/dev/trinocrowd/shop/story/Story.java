package dev.trinocrowd.shop.story;

import static java.util.Objects.requireNonNull;

/// All that is known about one customer at a time. Used again for the next one; not thread-safe.
final class Story
{
    /// Room for a few hundred events and what belongs to them.
    static final long TYPICAL_BYTES = 32_768;

    private final Shop shop;
    private final Truths truths;
    private final Population population;
    private final Person person = new Person();
    private final ActiveDays days = new ActiveDays();
    private final EventLog events = new EventLog();
    private final OrderBook orders = new OrderBook();
    private final CouponWallet coupons = new CouponWallet();
    private final DeviceList devices = new DeviceList();
    private final PushList pushes = new PushList();
    private final ResponseList responses = new ResponseList();
    private final Visits visits;
    private Profile profile;

    Story(Shop shop)
    {
        this.shop = requireNonNull(shop, "shop is null");
        this.truths = new Truths(shop);
        this.population = new Population(shop.seed());
        this.visits = new Visits(this);
    }

    /// Who a customer is, without what the customer did.
    void introduce(long userId)
    {
        profile = population.profile(userId);
        person.know(shop.seed(), profile);
    }

    /// Who a customer is, and everything that the customer did.
    void tell(long userId)
    {
        introduce(userId);
        days.plan(shop.seed(), profile, population);
        events.clear();
        orders.clear();
        coupons.fill(shop.seed(), profile);
        devices.fill(shop.seed(), userId);
        pushes.fill(shop.seed(), profile, person.isPushAllowed(), days, population);
        visits.tell();
        responses.fill(shop.seed(), profile, orders);
    }

    Shop shop()
    {
        return shop;
    }

    Catalogue catalogue()
    {
        return shop.catalogue();
    }

    /// What was planted, as far as it has been counted.
    Truths truths()
    {
        return truths;
    }

    Population population()
    {
        return population;
    }

    Profile profile()
    {
        return profile;
    }

    Person person()
    {
        return person;
    }

    ActiveDays days()
    {
        return days;
    }

    EventLog events()
    {
        return events;
    }

    OrderBook orders()
    {
        return orders;
    }

    CouponWallet coupons()
    {
        return coupons;
    }

    DeviceList devices()
    {
        return devices;
    }

    PushList pushes()
    {
        return pushes;
    }

    ResponseList responses()
    {
        return responses;
    }
}
