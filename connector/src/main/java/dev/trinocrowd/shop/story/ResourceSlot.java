package dev.trinocrowd.shop.story;

import java.util.List;

/// A place of the shop that leads to products.
enum ResourceSlot
{
    SEARCH_BOX("search box", 30, 6_800),
    CAROUSEL("carousel", 22, 2_400),
    CATEGORY_BAR("category bar", 18, 5_200),
    RECOMMENDATION("recommendation", 24, 4_400),
    FLASH_SALE("flash sale", 6, 5_600),
    PUSH("push", 0, 9_000);

    static final List<ResourceSlot> SLOTS = List.of(values());
    static final List<String> TITLES = SLOTS.stream().map(slot -> slot.title).toList();
    static final Weights SHARES = Weights.of(PUSH.number(), slot -> SLOTS.get(slot).share);

    private final String title;
    private final int share;
    private final int clicks;

    ResourceSlot(String title, int share, int clicks)
    {
        this.title = title;
        this.share = share;
        this.clicks = clicks;
    }

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }

    /// How often an exposure leads to a product, in ten-thousandths.
    int clicks()
    {
        return clicks;
    }
}
