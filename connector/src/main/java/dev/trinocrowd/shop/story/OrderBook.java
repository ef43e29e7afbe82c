package dev.trinocrowd.shop.story;

import java.util.Arrays;
import java.util.List;

/// The orders of one customer with their lines, in the order of time. [#NEVER] is a time that did not come.
final class OrderBook
{
    static final long NEVER = Long.MIN_VALUE;
    static final int NO_COUPON = -1;

    static final int UNPAID = 0;
    static final int CANCELLED = 1;
    static final int PAID = 2;
    static final int RECEIVED = 3;
    static final int REFUNDED = 4;
    static final List<String> STATUSES = List.of("unpaid", "cancelled", "paid", "received", "refunded");

    private int orders;
    private long[] createdAt = new long[64];
    private long[] paidAt = new long[64];
    private long[] cancelledAt = new long[64];
    private long[] receivedAt = new long[64];
    private long[] refundedAt = new long[64];
    private long[] discounts = new long[64];
    private int[] coupons = new int[64];
    private int[] devices = new int[64];
    /// Entry i is the first line of order i, one more than orders.
    private int[] firstLines = new int[65];

    private int lines;
    private int[] lineOrders = new int[128];
    private int[] products = new int[128];
    private int[] quantities = new int[128];
    private long[] prices = new long[128];

    void clear()
    {
        orders = 0;
        lines = 0;
    }

    /// Opens an order; its lines follow by [#addLine].
    int open(long time, int device)
    {
        if (orders == createdAt.length) {
            growOrders();
        }
        createdAt[orders] = time;
        paidAt[orders] = NEVER;
        cancelledAt[orders] = NEVER;
        receivedAt[orders] = NEVER;
        refundedAt[orders] = NEVER;
        discounts[orders] = 0;
        coupons[orders] = NO_COUPON;
        devices[orders] = device;
        firstLines[orders] = lines;
        firstLines[orders + 1] = lines;
        return orders++;
    }

    void addLine(int product, int quantity, long price)
    {
        if (lines == products.length) {
            lineOrders = Arrays.copyOf(lineOrders, lines * 2);
            products = Arrays.copyOf(products, lines * 2);
            quantities = Arrays.copyOf(quantities, lines * 2);
            prices = Arrays.copyOf(prices, lines * 2);
        }
        lineOrders[lines] = orders - 1;
        products[lines] = product;
        quantities[lines] = quantity;
        prices[lines] = price;
        lines++;
        firstLines[orders] = lines;
    }

    private void growOrders()
    {
        int capacity = orders * 2;
        createdAt = Arrays.copyOf(createdAt, capacity);
        paidAt = Arrays.copyOf(paidAt, capacity);
        cancelledAt = Arrays.copyOf(cancelledAt, capacity);
        receivedAt = Arrays.copyOf(receivedAt, capacity);
        refundedAt = Arrays.copyOf(refundedAt, capacity);
        discounts = Arrays.copyOf(discounts, capacity);
        coupons = Arrays.copyOf(coupons, capacity);
        devices = Arrays.copyOf(devices, capacity);
        firstLines = Arrays.copyOf(firstLines, capacity + 1);
    }

    void reduce(int order, int coupon, long discount)
    {
        coupons[order] = coupon;
        discounts[order] = discount;
    }

    void pay(int order, long time)
    {
        paidAt[order] = time;
    }

    void cancel(int order, long time)
    {
        cancelledAt[order] = time;
    }

    void receive(int order, long time)
    {
        receivedAt[order] = time;
    }

    void refund(int order, long time)
    {
        refundedAt[order] = time;
    }

    int size()
    {
        return orders;
    }

    long createdAt(int order)
    {
        return createdAt[order];
    }

    long paidAt(int order)
    {
        return paidAt[order];
    }

    long cancelledAt(int order)
    {
        return cancelledAt[order];
    }

    long receivedAt(int order)
    {
        return receivedAt[order];
    }

    long refundedAt(int order)
    {
        return refundedAt[order];
    }

    int status(int order)
    {
        if (refundedAt[order] != NEVER) {
            return REFUNDED;
        }
        if (receivedAt[order] != NEVER) {
            return RECEIVED;
        }
        if (paidAt[order] != NEVER) {
            return PAID;
        }
        return cancelledAt[order] != NEVER ? CANCELLED : UNPAID;
    }

    /// The sum of the lines, in cents.
    long total(int order)
    {
        long total = 0;
        for (int line = firstLines[order]; line < firstLines[order + 1]; line++) {
            total += prices[line] * quantities[line];
        }
        return total;
    }

    /// What is to be paid: the lines less the discount.
    long amount(int order)
    {
        return total(order) - discounts[order];
    }

    long discount(int order)
    {
        return discounts[order];
    }

    int coupon(int order)
    {
        return coupons[order];
    }

    int device(int order)
    {
        return devices[order];
    }

    int firstLine(int order)
    {
        return firstLines[order];
    }

    int lines()
    {
        return lines;
    }

    int order(int line)
    {
        return lineOrders[line];
    }

    /// 1 for the first line of an order.
    int number(int line)
    {
        return line - firstLines[lineOrders[line]] + 1;
    }

    int product(int line)
    {
        return products[line];
    }

    int quantity(int line)
    {
        return quantities[line];
    }

    long price(int line)
    {
        return prices[line];
    }
}
