package dev.trinocrowd.attribution;

import dev.trinocrowd.attribution.CreditLedger.CreditConsumer;
import dev.trinocrowd.event.EventBuffer;
import dev.trinocrowd.event.EventNames;
import dev.trinocrowd.event.EventStore;
import dev.trinocrowd.event.GroupConstant;
import io.airlift.slice.Slice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.lang.Math.max;

/// The touches and conversions of many users, and the credits of each.
final class AttributionEvents
{
    /// The link of all rows when links are not asked for.
    static final int UNLINKED = 0;
    /// The link of a conversion that has none, though links are asked for.
    static final int NO_LINK = -1;

    private static final int INSTANCE_SIZE = instanceSize(AttributionEvents.class);
    /// A touch carries the number of its link in the high half, of its name in the low half.
    private static final long NAME_MASK = 0xFFFF_FFFFL;
    /// A record, its entries in the list and in the map, and boxes: an upper bound.
    private static final long SETTINGS_BYTES = instanceSize(AttributionSettings.class) + 200L;

    private final EventStore touches;
    private final EventStore conversions;
    private final ConversionTable conversionTable;
    private final EventNames names;
    private final EventNames links;
    private final GroupConstant touchSettings;
    private final GroupConstant conversionSettings;
    private final List<AttributionSettings> settings;
    private final Map<AttributionSettings, Integer> settingsNumber;
    private long settingsBytes;

    private final EventBuffer touchBuffer = new EventBuffer();
    private final EventBuffer conversionBuffer = new EventBuffer();
    private final LinkPartition partition = new LinkPartition();
    private final CreditSplitter splitter = new CreditSplitter();
    private final CreditLedger ledger = new CreditLedger();

    AttributionEvents()
    {
        touches = new EventStore();
        conversions = new EventStore();
        conversionTable = new ConversionTable();
        names = new EventNames();
        links = new EventNames();
        touchSettings = new GroupConstant(touches);
        conversionSettings = new GroupConstant(conversions);
        settings = new ArrayList<>();
        settingsNumber = new HashMap<>();
    }

    private AttributionEvents(AttributionEvents other)
    {
        touches = other.touches.copy();
        conversions = other.conversions.copy();
        conversionTable = other.conversionTable.copy();
        names = other.names.copy();
        links = other.links.copy();
        touchSettings = other.touchSettings.copy(touches);
        conversionSettings = other.conversionSettings.copy(conversions);
        settings = new ArrayList<>(other.settings);
        settingsNumber = new HashMap<>(other.settingsNumber);
        settingsBytes = other.settingsBytes;
    }

    AttributionEvents copy()
    {
        return new AttributionEvents(this);
    }

    void ensureCapacity(int groups)
    {
        touches.ensureCapacity(groups);
        conversions.ensureCapacity(groups);
    }

    /// The number under which the other methods know these settings.
    int numberOf(AttributionSettings wanted)
    {
        return settingsNumber.computeIfAbsent(wanted, absent -> {
            settings.add(absent);
            names.numberOf(absent.direct());
            settingsBytes += SETTINGS_BYTES + absent.retainedBytes();
            return settings.size();
        });
    }

    /// The number of a link, from 1 on.
    int linkOf(Slice link)
    {
        return links.numberOf(link) + 1;
    }

    void addTouch(int group, long time, Slice name, int link, int settingsNumber)
    {
        checkSettings(group, settingsNumber);
        touchSettings.putIfAbsent(group, settingsNumber);
        touches.append(group, time, (long) link << Integer.SIZE | names.numberOf(name));
    }

    void addConversion(int group, long time, double value, int link, int settingsNumber)
    {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("attribution conversion_value must be finite, found %s".formatted(value));
        }
        checkSettings(group, settingsNumber);
        conversionSettings.putIfAbsent(group, settingsNumber);
        // There is one zero only, or the order of two of them would show.
        conversions.append(group, time, conversionTable.add(value + 0.0, link));
    }

    Slice name(int number)
    {
        return names.name(number);
    }

    /// Gives the credited touchpoints in the order of their bytes.
    void credits(int group, CreditConsumer consumer)
    {
        if (conversions.count(group) == 0) {
            return;
        }
        AttributionSettings groupSettings = settings.get((int) conversionSettings.get(group) - 1);
        int direct = names.numberOf(groupSettings.direct());
        touches.read(group, touchBuffer);
        touchBuffer.sort((left, right) -> names.compare(left & NAME_MASK, right & NAME_MASK));
        conversions.read(group, conversionBuffer);
        conversionBuffer.sort(conversionTable::compareValues);

        ledger.start(names.size());
        for (int i = 0; i < conversionBuffer.size(); i++) {
            if (conversionTable.link(conversionBuffer.payload(i)) == NO_LINK) {
                ledger.add(direct, conversionTable.value(conversionBuffer.payload(i)));
            }
        }
        partition.split(touchBuffer, conversionBuffer, conversionTable, links);
        for (int i = 0; i < partition.size(); i++) {
            splitter.split(partition.journeys(), partition.firstTouch(i), partition.firstTouch(i + 1), partition.firstConversion(i), partition.firstConversion(i + 1),
                    groupSettings, direct, ledger);
        }
        ledger.close(names, consumer);
    }

    /// What is held, and what reading the largest group will take.
    long retainedBytes()
    {
        int mostTouches = touches.largestGroup();
        int mostConversions = conversions.largestGroup();
        return INSTANCE_SIZE
                + touches.retainedBytes()
                + conversions.retainedBytes()
                + conversionTable.retainedBytes()
                + names.retainedBytes()
                + links.retainedBytes()
                + touchSettings.retainedBytes()
                + conversionSettings.retainedBytes()
                + settingsBytes
                + max(touchBuffer.retainedBytes(), EventBuffer.bytesFor(mostTouches))
                + max(conversionBuffer.retainedBytes(), EventBuffer.bytesFor(mostConversions))
                + max(partition.retainedBytes(), LinkPartition.bytesFor(mostTouches, mostConversions, links.size()))
                + max(splitter.retainedBytes(), CreditSplitter.bytesFor(mostTouches, mostConversions))
                + max(ledger.retainedBytes(), CreditLedger.bytesFor(names.size(), mostTouches + 1));
    }

    private void checkSettings(int group, long settingsNumber)
    {
        boolean changes = (touches.count(group) > 0 && touchSettings.get(group) != settingsNumber)
                || (conversions.count(group) > 0 && conversionSettings.get(group) != settingsNumber);
        if (changes) {
            throw new IllegalArgumentException("attribution lookback and options must not change within a group");
        }
    }
}
