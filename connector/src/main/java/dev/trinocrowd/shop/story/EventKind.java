package dev.trinocrowd.shop.story;

import java.util.List;

/// What a customer can do.
enum EventKind
{
    LOG_IN("log_in", "login"),
    EXPOSURE("exposure", "home"),
    SEARCH("search", "search"),
    VIEW("view", "product"),
    FAVOURITE("favourite", "product"),
    ADD_TO_CART("add_to_cart", "product"),
    REMOVE_FROM_CART("remove_from_cart", "cart"),
    ORDER("order", "checkout"),
    PAY("pay", "payment"),
    CANCEL("cancel", "orders"),
    CONFIRM_RECEIPT("confirm_receipt", "orders"),
    REFUND("refund", "orders");

    static final List<EventKind> KINDS = List.of(values());
    static final List<String> TITLES = KINDS.stream().map(kind -> kind.title).toList();
    static final List<String> PAGES = KINDS.stream().map(kind -> kind.page).distinct().toList();

    private final String title;
    private final String page;

    EventKind(String title, String page)
    {
        this.title = title;
        this.page = page;
    }

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }

    int page()
    {
        return PAGES.indexOf(page);
    }
}
