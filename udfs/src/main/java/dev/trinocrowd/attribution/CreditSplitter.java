package dev.trinocrowd.attribution;

import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static io.airlift.slice.SizeOf.sizeOfDoubleArray;
import static io.airlift.slice.SizeOf.sizeOfIntArray;
import static java.lang.Long.compareUnsigned;
import static java.lang.Math.max;

/// Divides the conversions of a journey among its touches, in time linear in both.
///
/// The touches that count for a conversion are a range, whose ends only move forward from one conversion to the next; so
/// the conversions that a touch counts for are a range too, and its credit is a sum over a sliding window.
final class CreditSplitter
{
    private static final int INSTANCE_SIZE = instanceSize(CreditSplitter.class);
    private static final double POSITION_END = 0.4;
    private static final double POSITION_MIDDLE = 0.2;

    /// The range of touches for each conversion, and what each of them gets of it.
    private int[] from = {};
    private int[] to = {};
    private double[] shares = {};
    private final DecayingSum sum = new DecayingSum();

    private Journeys journeys;
    private CreditLedger ledger;
    private int firstTouch;
    private int lastTouch;
    private int firstConversion;
    private int lastConversion;

    static long bytesFor(int touches, int conversions)
    {
        return INSTANCE_SIZE + 2 * sizeOfIntArray(conversions) + sizeOfDoubleArray(conversions) + DecayingSum.bytesFor(max(touches, conversions));
    }

    /// Ranges are given by their first element and the one after their last.
    ///
    /// @param direct the number of the touchpoint that is credited where no touch is
    void split(Journeys journeys, int firstTouch, int lastTouch, int firstConversion, int lastConversion, AttributionSettings settings, int direct, CreditLedger ledger)
    {
        this.journeys = journeys;
        this.ledger = ledger;
        this.firstTouch = firstTouch;
        this.lastTouch = lastTouch;
        this.firstConversion = firstConversion;
        this.lastConversion = lastConversion;
        findRanges(settings.lookback());
        creditDirect(direct);
        switch (settings.model()) {
            case FIRST -> creditFirst();
            case LAST -> creditLast();
            case LAST_NON_DIRECT -> creditLastNonDirect(direct);
            case LINEAR -> creditLinear();
            case POSITION -> creditPosition();
            case TIME_DECAY -> creditTimeDecay(settings.halfLife());
        }
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + sizeOf(from) + sizeOf(to) + sizeOf(shares) + sum.retainedBytes();
    }

    private void findRanges(long lookback)
    {
        if (from.length < lastConversion) {
            from = new int[lastConversion];
            to = new int[lastConversion];
            shares = new double[lastConversion];
        }
        int start = firstTouch;
        int end = firstTouch;
        for (int i = firstConversion; i < lastConversion; i++) {
            long time = journeys.conversionTimes[i];
            while (end < lastTouch && journeys.touchTimes[end] <= time) {
                end++;
            }
            // Touches are not later than the conversion here, so the distance fits an unsigned number.
            while (start < end && compareUnsigned(time - journeys.touchTimes[start], lookback) > 0) {
                start++;
            }
            from[i] = start;
            to[i] = end;
        }
    }

    private void creditDirect(int direct)
    {
        for (int i = firstConversion; i < lastConversion; i++) {
            if (from[i] == to[i]) {
                ledger.add(direct, journeys.conversionValues[i]);
            }
        }
    }

    private void creditFirst()
    {
        for (int i = firstConversion; i < lastConversion; i++) {
            if (from[i] < to[i]) {
                ledger.add(journeys.touchNames[from[i]], journeys.conversionValues[i]);
            }
        }
    }

    private void creditLast()
    {
        for (int i = firstConversion; i < lastConversion; i++) {
            if (from[i] < to[i]) {
                ledger.add(journeys.touchNames[to[i] - 1], journeys.conversionValues[i]);
            }
        }
    }

    private void creditLastNonDirect(int direct)
    {
        int seen = firstTouch;
        int lastNonDirect = -1;
        for (int i = firstConversion; i < lastConversion; i++) {
            for (; seen < to[i]; seen++) {
                if (journeys.touchNames[seen] != direct) {
                    lastNonDirect = seen;
                }
            }
            if (from[i] < to[i]) {
                ledger.add(lastNonDirect >= from[i] ? journeys.touchNames[lastNonDirect] : direct, journeys.conversionValues[i]);
            }
        }
    }

    private void creditLinear()
    {
        for (int i = firstConversion; i < lastConversion; i++) {
            shares[i] = from[i] == to[i] ? 0 : journeys.conversionValues[i] / (to[i] - from[i]);
        }
        spread(Double.POSITIVE_INFINITY);
    }

    private void creditPosition()
    {
        for (int i = firstConversion; i < lastConversion; i++) {
            int touches = to[i] - from[i];
            double value = journeys.conversionValues[i];
            switch (touches) {
                case 0 -> {
                }
                case 1 -> ledger.add(journeys.touchNames[from[i]], value);
                case 2 -> {
                    ledger.add(journeys.touchNames[from[i]], value / 2);
                    ledger.add(journeys.touchNames[to[i] - 1], value / 2);
                }
                default -> {
                    ledger.add(journeys.touchNames[from[i]], POSITION_END * value);
                    ledger.add(journeys.touchNames[to[i] - 1], POSITION_END * value);
                }
            }
            // The touches between; none if there are less than three.
            from[i]++;
            to[i]--;
            shares[i] = touches < 3 ? 0 : POSITION_MIDDLE * value / (touches - 2);
        }
        spread(Double.POSITIVE_INFINITY);
    }

    /// Weights are taken relative to the last touch, which is never so far away that all of them vanish.
    private void creditTimeDecay(double halfLife)
    {
        sum.start(lastTouch - firstTouch, halfLife);
        int added = firstTouch;
        int removed = firstTouch;
        for (int i = firstConversion; i < lastConversion; i++) {
            for (; added < to[i]; added++) {
                sum.add(journeys.touchTimes[added], 1);
            }
            for (; removed < from[i]; removed++) {
                sum.remove();
            }
            shares[i] = from[i] == to[i] ? 0 : journeys.conversionValues[i] / sum.at(journeys.touchTimes[to[i] - 1]);
        }
        spread(halfLife);
    }

    /// Gives each touch, from the last to the first, the shares of the conversions whose range it is in.
    private void spread(double halfLife)
    {
        sum.start(lastConversion - firstConversion, halfLife);
        int added = lastConversion - 1;
        int removed = lastConversion - 1;
        for (int touch = lastTouch - 1; touch >= firstTouch; touch--) {
            for (; added >= firstConversion && to[added] > touch; added--) {
                sum.add(journeys.touchTimes[to[added] - 1], shares[added]);
            }
            for (; removed > added && from[removed] > touch; removed--) {
                sum.remove();
            }
            if (!sum.isEmpty()) {
                ledger.add(journeys.touchNames[touch], sum.at(journeys.touchTimes[touch]));
            }
        }
    }
}
