package dev.trinocrowd.shop.story;

import java.util.Arrays;

/// The events of one customer in the order of time.
final class EventLog
{
    static final int NONE = -1;

    private int size;
    private long[] times = new long[256];
    private byte[] kinds = new byte[256];
    private byte[] slots = new byte[256];
    private byte[] devices = new byte[256];
    private byte[] quantities = new byte[256];
    private int[] sessions = new int[256];
    private int[] products = new int[256];
    private int[] orders = new int[256];

    void clear()
    {
        size = 0;
    }

    void add(long time, EventKind kind, int session, int device, int slot, int product, int quantity, int order)
    {
        if (size == times.length) {
            grow();
        }
        times[size] = time;
        kinds[size] = (byte) kind.number();
        sessions[size] = session;
        devices[size] = (byte) device;
        slots[size] = (byte) slot;
        products[size] = product;
        quantities[size] = (byte) quantity;
        orders[size] = order;
        size++;
    }

    private void grow()
    {
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        slots = Arrays.copyOf(slots, capacity);
        devices = Arrays.copyOf(devices, capacity);
        quantities = Arrays.copyOf(quantities, capacity);
        sessions = Arrays.copyOf(sessions, capacity);
        products = Arrays.copyOf(products, capacity);
        orders = Arrays.copyOf(orders, capacity);
    }

    int size()
    {
        return size;
    }

    long time(int event)
    {
        return times[event];
    }

    int kind(int event)
    {
        return kinds[event];
    }

    int session(int event)
    {
        return sessions[event];
    }

    int device(int event)
    {
        return devices[event];
    }

    /// A resource slot, or [#NONE].
    int slot(int event)
    {
        return slots[event];
    }

    /// A product, or [#NONE].
    int product(int event)
    {
        return products[event];
    }

    /// Pieces, or [#NONE].
    int quantity(int event)
    {
        return quantities[event];
    }

    /// An order of the same customer, or [#NONE].
    int order(int event)
    {
        return orders[event];
    }
}
