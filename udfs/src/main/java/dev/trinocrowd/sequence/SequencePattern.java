package dev.trinocrowd.sequence;

import dev.trinocrowd.event.TimeScale;
import dev.trinocrowd.sequence.PatternElement.AnyEvent;
import dev.trinocrowd.sequence.PatternElement.AnyEvents;
import dev.trinocrowd.sequence.PatternElement.Condition;
import dev.trinocrowd.sequence.PatternElement.Distance;

import java.util.ArrayList;
import java.util.List;

import static io.airlift.slice.SizeOf.estimatedSizeOf;
import static io.airlift.slice.SizeOf.instanceSize;
import static io.airlift.slice.SizeOf.sizeOf;
import static java.lang.Math.max;

/// A pattern made ready for matching.
///
/// Before each element lies a *layer*, and one after the last: to be at a layer means that the elements before it are
/// matched. A set of layers is one number, layer 0 in the lowest bit. A pattern may begin at any event, as if `.*`
/// stood before it: layer 0 is always reached.
final class SequencePattern
{
    static final int MAX_ELEMENTS = 63;

    private static final int INSTANCE_SIZE = instanceSize(SequencePattern.class);
    private static final int MAX_CONDITIONS = 63;

    private final String text;
    private final int length;
    private final int conditions;
    /// Layers whose element takes an event that meets the condition of this number.
    private final long[] takers = new long[MAX_CONDITIONS];
    private final long takesAny;
    private final long conditionLayers;
    private final long stars;
    private final long distances;
    private final TimeRelation[] relations;
    private final long[] bounds;
    private final boolean hasEqual;

    private SequencePattern(String text, List<PatternElement> elements)
    {
        this.text = text;
        length = elements.size();
        relations = new TimeRelation[length];
        bounds = new long[length];
        int conditions = 0;
        long takesAny = 0;
        long conditionLayers = 0;
        long stars = 0;
        long distances = 0;
        boolean hasEqual = false;
        for (int layer = 0; layer < length; layer++) {
            long bit = 1L << layer;
            switch (elements.get(layer)) {
                case Condition condition -> {
                    takers[condition.index()] |= bit;
                    conditionLayers |= bit;
                    conditions = max(conditions, condition.index() + 1);
                }
                case AnyEvent _ -> takesAny |= bit;
                case AnyEvents _ -> stars |= bit;
                case Distance distance -> {
                    distances |= bit;
                    relations[layer] = distance.relation();
                    bounds[layer] = distance.bound();
                    hasEqual |= distance.relation() == TimeRelation.EQUAL;
                }
            }
        }
        this.conditions = conditions;
        this.takesAny = takesAny;
        this.conditionLayers = conditionLayers;
        this.stars = stars;
        this.distances = distances;
        this.hasEqual = hasEqual;
    }

    static SequencePattern parse(String text, TimeScale scale)
    {
        List<PatternElement> elements = simplify(PatternParser.parse(text, scale));
        if (elements.size() > MAX_ELEMENTS) {
            throw new IllegalArgumentException("A sequence pattern must have at most %s elements, found %s".formatted(MAX_ELEMENTS, elements.size()));
        }
        return new SequencePattern(text, elements);
    }

    /// Leaves out what changes nothing: `.*` beside `.*`, at the beginning or at the end, and a time condition after `.*`
    /// that an event meets by itself.
    private static List<PatternElement> simplify(List<PatternElement> elements)
    {
        List<PatternElement> kept = new ArrayList<>();
        for (PatternElement element : elements) {
            boolean afterStar = kept.isEmpty() || kept.getLast() instanceof AnyEvents;
            boolean idle = element instanceof AnyEvents || (element instanceof Distance distance && distance.relation().holds(0, distance.bound()));
            if (!(afterStar && idle)) {
                kept.add(element);
            }
        }
        while (!kept.isEmpty() && kept.getLast() instanceof AnyEvents) {
            kept.removeLast();
        }
        return kept;
    }

    String text()
    {
        return text;
    }

    int length()
    {
        return length;
    }

    /// The highest number of a condition that the pattern names.
    int conditions()
    {
        return conditions;
    }

    /// The layers whose element takes an event of these conditions.
    long takers(long conditions)
    {
        long layers = takesAny;
        for (long rest = conditions; rest != 0; rest &= rest - 1) {
            layers |= takers[Long.numberOfTrailingZeros(rest)];
        }
        return layers;
    }

    /// Layers before `(?N)`.
    long conditionLayers()
    {
        return conditionLayers;
    }

    /// Layers before `.*`.
    long stars()
    {
        return stars;
    }

    /// Layers before a time condition.
    long distances()
    {
        return distances;
    }

    TimeRelation relation(int layer)
    {
        return relations[layer];
    }

    long bound(int layer)
    {
        return bounds[layer];
    }

    boolean hasEqual()
    {
        return hasEqual;
    }

    /// Which event a time condition measures from, when the next event to be taken is number `position`: the one just
    /// taken; after `.*`, which may stop anywhere, the next one itself.
    int origin(int layer, int position)
    {
        boolean afterStar = layer == 0 || (stars >>> (layer - 1) & 1) != 0;
        return afterStar ? position : position - 1;
    }

    long retainedBytes()
    {
        return INSTANCE_SIZE + estimatedSizeOf(text) + sizeOf(takers) + sizeOf(relations) + sizeOf(bounds);
    }
}
