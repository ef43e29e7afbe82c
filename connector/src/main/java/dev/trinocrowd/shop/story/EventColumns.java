package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Category.CATEGORIES;
import static dev.trinocrowd.shop.story.Column.NULL;
import static dev.trinocrowd.shop.story.Column.Kind.MONEY;
import static dev.trinocrowd.shop.story.Column.Kind.NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.SMALL_NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.TIME;
import static dev.trinocrowd.shop.story.EventKind.KINDS;
import static dev.trinocrowd.shop.story.EventLog.NONE;

/// The columns of what customers did.
final class EventColumns
{
    static final List<String> CATEGORY_TITLES = CATEGORIES.stream().map(Category::title).toList();
    private static final long[] PAGES = KINDS.stream().mapToLong(EventKind::page).toArray();

    static final List<Column> EVENTS = ImmutableList.of(
            UserColumns.userId(),
            Column.of("device_id", NUMBER, "The device that was used", (story, event) -> UserColumns.deviceId(story, story.events().device(event))),
            Column.text("platform", "app, web or h5: the platform of the device", DeviceList.PLATFORMS, (story, event) -> story.devices().platform(story.events().device(event))),
            Column.of("session_id", NUMBER, "The visit that the event belongs to", (story, event) -> story.profile().userId() * 1_000 + story.events().session(event)),
            Column.of("event_time", TIME, "When it happened, UTC", (story, event) -> story.events().time(event)),
            Column.text("event", "What happened: log_in, exposure, search, view, favourite, add_to_cart, remove_from_cart, order, pay, cancel, confirm_receipt or refund",
                    EventKind.TITLES, (story, event) -> story.events().kind(event)),
            Column.text("page", "The page on which it happened", EventKind.PAGES, (story, event) -> PAGES[story.events().kind(event)]),
            Column.nullableText("resource_slot", "The place of the shop that led here: search box, carousel, category bar, recommendation, flash sale or push", ResourceSlot.TITLES,
                    (story, event) -> orNull(story.events().slot(event))),
            Column.nullable("product_id", NUMBER, "The product; of an order, the first one",
                    (story, event) -> story.events().product(event) == NONE ? NULL : story.events().product(event) + 1),
            Column.nullableText("category", "The category of the product", CATEGORY_TITLES, EventColumns::category),
            Column.nullable("price", MONEY, "The price of one piece of the product at that time", EventColumns::price),
            Column.nullable("quantity", SMALL_NUMBER, "Pieces of the product that were put into the cart, taken out of it, or ordered",
                    (story, event) -> orNull(story.events().quantity(event))),
            Column.nullable("amount", MONEY, "What is to be paid for the whole order, discount taken off: on order, pay, cancel, confirm_receipt and refund", EventColumns::amount),
            Column.nullable("coupon_id", NUMBER, "The coupon used for the order",
                    (story, event) -> story.events().order(event) == NONE ? NULL : OrderColumns.couponId(story, story.orders().coupon(story.events().order(event)))),
            Column.nullable("order_id", NUMBER, "The order that the event is about", (story, event) -> OrderColumns.orderId(story, story.events().order(event))));

    private EventColumns()
    {}

    private static long orNull(int value)
    {
        return value == NONE ? NULL : value;
    }

    private static long category(Story story, int event)
    {
        int product = story.events().product(event);
        return product == NONE ? NULL : story.catalogue().category(product);
    }

    private static long price(Story story, int event)
    {
        int order = story.events().order(event);
        if (order != NONE) {
            return story.orders().price(story.orders().firstLine(order));
        }
        int product = story.events().product(event);
        return product == NONE ? NULL : story.catalogue().price(product, ShopYear.dayOf(story.events().time(event)));
    }

    private static long amount(Story story, int event)
    {
        int order = story.events().order(event);
        return order == NONE ? NULL : story.orders().amount(order);
    }

}
