package dev.trinocrowd.shop.story;

import java.util.List;

/// A way to a purchase.
enum Purchase
{
    VIEWED(30, true, false, false),
    VIEWED_AND_IN_CART(36, true, false, true),
    IN_CART(10, false, false, true),
    FAVOURITE(5, false, true, false),
    VIEWED_AND_FAVOURITE(11, true, true, false),
    DIRECT(8, false, false, false);

    static final List<Purchase> WAYS = List.of(values());
    static final Weights SHARES = Weights.of(WAYS.size(), way -> WAYS.get(way).share);

    private final int share;
    private final boolean viewed;
    private final boolean favourite;
    private final boolean carted;

    Purchase(int share, boolean viewed, boolean favourite, boolean carted)
    {
        this.share = share;
        this.viewed = viewed;
        this.favourite = favourite;
        this.carted = carted;
    }

    boolean isViewed()
    {
        return viewed;
    }

    boolean isFavourite()
    {
        return favourite;
    }

    boolean isCarted()
    {
        return carted;
    }
}
