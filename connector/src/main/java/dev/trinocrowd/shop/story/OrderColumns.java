package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Column.NULL;
import static dev.trinocrowd.shop.story.Column.Kind.MONEY;
import static dev.trinocrowd.shop.story.Column.Kind.NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.SMALL_NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.TIME;

/// The columns of orders, their lines and coupons.
final class OrderColumns
{
    static final List<Column> ORDERS = ImmutableList.of(
            Column.of("order_id", NUMBER, "Id of the order", (story, order) -> orderId(story, order)),
            UserColumns.userId(),
            Column.of("created_at", TIME, "When it was ordered, UTC", (story, order) -> story.orders().createdAt(order)),
            Column.nullable("paid_at", TIME, "When it was paid, UTC", (story, order) -> story.orders().paidAt(order)),
            Column.nullable("cancelled_at", TIME, "When it was cancelled unpaid, UTC", (story, order) -> story.orders().cancelledAt(order)),
            Column.nullable("received_at", TIME, "When the customer confirmed the receipt, UTC", (story, order) -> story.orders().receivedAt(order)),
            Column.nullable("refunded_at", TIME, "When it was refunded, UTC", (story, order) -> story.orders().refundedAt(order)),
            Column.text("status", "unpaid, cancelled, paid, received or refunded", OrderBook.STATUSES, (story, order) -> story.orders().status(order)),
            Column.of("amount", MONEY, "What is to be paid: the sum of the lines less the discount", (story, order) -> story.orders().amount(order)),
            Column.of("discount", MONEY, "What the coupon takes off", (story, order) -> story.orders().discount(order)),
            Column.nullable("coupon_id", NUMBER, "The coupon used", (story, order) -> couponId(story, story.orders().coupon(order))),
            Column.text("platform", "app, web or h5", DeviceList.PLATFORMS, (story, order) -> story.devices().platform(story.orders().device(order))));

    static final List<Column> ORDER_ITEMS = ImmutableList.of(
            Column.of("order_id", NUMBER, "The order", (story, line) -> orderId(story, story.orders().order(line))),
            UserColumns.userId(),
            Column.of("line", SMALL_NUMBER, "Number of the line in the order, from 1", (story, line) -> story.orders().number(line)),
            Column.of("product_id", NUMBER, "The product", (story, line) -> story.orders().product(line) + 1),
            Column.of("quantity", SMALL_NUMBER, "Pieces", (story, line) -> story.orders().quantity(line)),
            Column.of("price", MONEY, "The price of one piece", (story, line) -> story.orders().price(line)));

    static final List<Column> COUPONS = ImmutableList.of(
            Column.of("coupon_id", NUMBER, "Id of the coupon", (story, coupon) -> couponId(story, coupon)),
            UserColumns.userId(),
            Column.text("campaign", "What it was given out for: newcomer, or a promotion", CouponWallet.CAMPAIGNS, (story, coupon) -> story.coupons().campaign(coupon)),
            Column.of("face_value", MONEY, "What it takes off an order", (story, coupon) -> story.coupons().value(coupon)),
            Column.of("minimum_spend", MONEY, "The least sum of lines that it can be used for", (story, coupon) -> story.coupons().minimum(coupon)),
            Column.of("issued_at", TIME, "From when on it can be used, UTC", (story, coupon) -> story.coupons().issuedAt(coupon)),
            Column.of("expires_at", TIME, "Until when it can be used, UTC, this instant excluded", (story, coupon) -> story.coupons().expiresAt(coupon)),
            Column.nullable("used_at", TIME, "When it was used, UTC", (story, coupon) -> story.coupons().usedAt(coupon)),
            Column.nullable("order_id", NUMBER, "The order that it was used for", (story, coupon) -> orderId(story, story.coupons().order(coupon))));

    private OrderColumns()
    {}

    static long orderId(Story story, int order)
    {
        return order < 0 ? NULL : story.profile().userId() * 1_000 + order + 1;
    }

    static long couponId(Story story, int coupon)
    {
        return coupon < 0 ? NULL : story.profile().userId() * 100 + coupon + 1;
    }
}
