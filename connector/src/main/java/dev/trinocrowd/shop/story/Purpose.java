package dev.trinocrowd.shop.story;

/// What dice are thrown for. The order is part of the data: append only.
enum Purpose
{
    PLAN,
    CAMPAIGNS,
    PERSON,
    DAYS,
    VISIT_START,
    VISITS,
    TASTE,
    COUPONS,
    PUSHES,
    DEVICES,
    CATALOGUE,
    RESPONSES;

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }
}
