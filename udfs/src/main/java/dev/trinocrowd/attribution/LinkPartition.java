package dev.trinocrowd.attribution;

import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;

import java.util.Arrays;

import static dev.trinocrowd.attribution.AttributionEvents.NO_LINK;
import static dev.trinocrowd.attribution.AttributionEvents.UNLINKED;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfIntArray;

/// Divides the sorted touches and conversions of one group into journeys, one for each link that a conversion has.
final class LinkPartition
{
    private static final int INSTANCE_SIZE = instanceSize(LinkPartition.class);

    private final Journeys journeys = new Journeys();
    private final EventBuffer order = new EventBuffer();
    /// Journeys plus one by link; 0 is a link that no conversion has.
    private int[] journeyOf = {};
    /// Where the touches and the conversions of each journey begin, from index 1 on, and where those of the last one end.
    private int[] touchStarts = {};
    private int[] conversionStarts = {};
    private int size;

    static long bytesFor(int touches, int conversions, int links)
    {
        return INSTANCE_SIZE + Journeys.bytesFor(touches, conversions) + EventBuffer.bytesFor(conversions) + sizeOfIntArray(links + 1) + 2 * sizeOfIntArray(conversions + 2);
    }

    void split(EventBuffer touches, EventBuffer conversions, ConversionTable table, EventNames links)
    {
        journeys.reserve(touches.size(), conversions.size());
        if (journeyOf.length < links.size() + 1) {
            journeyOf = new int[links.size() + 1];
        }
        listLinks(conversions, table, links);
        if (touchStarts.length < size + 2) {
            touchStarts = new int[size + 2];
            conversionStarts = new int[size + 2];
        }
        placeTouches(touches);
        placeConversions(conversions, table);
        for (int i = 0; i < size; i++) {
            journeyOf[(int) order.payload(i)] = 0;
        }
    }

    int size()
    {
        return size;
    }

    Journeys journeys()
    {
        return journeys;
    }

    int firstTouch(int journey)
    {
        return touchStarts[journey + 1];
    }

    int firstConversion(int journey)
    {
        return conversionStarts[journey + 1];
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + journeys.retainedBytes() + order.retainedBytes() + sizeOf(journeyOf) + sizeOf(touchStarts) + sizeOf(conversionStarts);
    }

    /// Journeys stand in the order of the bytes of their links, so that sums do not depend on the order of rows.
    private void listLinks(EventBuffer conversions, ConversionTable table, EventNames links)
    {
        order.reset(conversions.size(), conversions.size());
        size = 0;
        for (int i = 0; i < conversions.size(); i++) {
            int link = table.link(conversions.payload(i));
            if (link != NO_LINK && journeyOf[link] == 0) {
                order.set(size, 0, link);
                size++;
                journeyOf[link] = size;
            }
        }
        order.reset(size, size);
        order.sort((left, right) -> left == UNLINKED || right == UNLINKED ? Long.compare(left, right) : links.compare(left - 1, right - 1));
        for (int i = 0; i < size; i++) {
            journeyOf[(int) order.payload(i)] = i + 1;
        }
    }

    private void placeTouches(EventBuffer touches)
    {
        Arrays.fill(touchStarts, 0, size + 2, 0);
        for (int i = 0; i < touches.size(); i++) {
            touchStarts[journeyOf[touchLink(touches.payload(i))]]++;
        }
        turnCountsIntoEnds(touchStarts);
        for (int i = touches.size() - 1; i >= 0; i--) {
            int journey = journeyOf[touchLink(touches.payload(i))];
            if (journey > 0) {
                int target = --touchStarts[journey];
                journeys.touchTimes[target] = touches.time(i);
                journeys.touchNames[target] = (int) touches.payload(i);
            }
        }
    }

    private void placeConversions(EventBuffer conversions, ConversionTable table)
    {
        Arrays.fill(conversionStarts, 0, size + 2, 0);
        for (int i = 0; i < conversions.size(); i++) {
            conversionStarts[journey(table.link(conversions.payload(i)))]++;
        }
        turnCountsIntoEnds(conversionStarts);
        for (int i = conversions.size() - 1; i >= 0; i--) {
            int journey = journey(table.link(conversions.payload(i)));
            if (journey > 0) {
                int target = --conversionStarts[journey];
                journeys.conversionTimes[target] = conversions.time(i);
                journeys.conversionValues[target] = table.value(conversions.payload(i));
            }
        }
    }

    private int journey(int conversionLink)
    {
        return conversionLink == NO_LINK ? 0 : journeyOf[conversionLink];
    }

    private static int touchLink(long payload)
    {
        return (int) (payload >>> Integer.SIZE);
    }

    /// What belongs to no journey stands at 0 and gets no place; the total stands after the last journey.
    private void turnCountsIntoEnds(int[] counts)
    {
        counts[0] = 0;
        for (int i = 1; i <= size; i++) {
            counts[i] += counts[i - 1];
        }
        counts[size + 1] = counts[size];
    }
}
