package dev.trinocrowd.attribution;

import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.event.TimeScale;
import dev.trinocrowd.options.Options;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.Optional;
import java.util.Set;

import static dev.trinocrowd.attribution.AttributionModel.LAST;
import static dev.trinocrowd.attribution.AttributionModel.TIME_DECAY;
import static dev.trinocrowd.event.TimeScale.CALLER_UNIT;
import static io.airlift.slice.Slices.utf8Slice;
import static java.util.Objects.requireNonNull;

/// How touches are credited.
///
/// @param lookback how long before a conversion a touch may lie
/// @param halfLife the age, in units of time, at which a touch weighs half of one at the conversion; only of time decay
/// @param direct the touchpoint that means that nothing led to the conversion
record AttributionSettings(long lookback, AttributionModel model, double halfLife, Slice direct)
{
    private static final String MODEL = "model";
    private static final String HALF_LIFE = "half_life";
    private static final String DIRECT = "direct";
    private static final Set<String> NAMES = ImmutableSet.of(MODEL, HALF_LIFE, DIRECT);

    private static final Slice DEFAULT_DIRECT = utf8Slice("direct");
    private static final double DEFAULT_HALF_LIFE_DAYS = 7;
    private static final double MICROSECONDS_PER_DAY = 86_400_000_000.0;

    AttributionSettings
    {
        requireNonNull(model, "model is null");
        requireNonNull(direct, "direct is null");
    }

    static AttributionSettings parse(long lookback, String options, TimeScale scale)
    {
        if (lookback <= 0) {
            throw new IllegalArgumentException("attribution lookback must be positive, found %s".formatted(scale.duration(lookback)));
        }
        Options parsed = Options.parse(options, NAMES);
        AttributionModel model = parsed.value(MODEL, "one of " + AttributionModel.EXPECTED, AttributionModel::parse).orElse(LAST);
        Optional<Double> halfLife = parsed.value(HALF_LIFE, "a positive number", AttributionSettings::positive);
        return new AttributionSettings(lookback, model, halfLife(model, halfLife, scale), parsed.text(DIRECT).map(Slices::utf8Slice).orElse(DEFAULT_DIRECT));
    }

    private static double halfLife(AttributionModel model, Optional<Double> given, TimeScale scale)
    {
        if (model != TIME_DECAY) {
            if (given.isPresent()) {
                throw new IllegalArgumentException("Option 'half_life' must come with model=time_decay");
            }
            return Double.POSITIVE_INFINITY;
        }
        if (scale == CALLER_UNIT) {
            return given.orElseThrow(() -> new IllegalArgumentException("model=time_decay over bigint times must come with half_life in their unit"));
        }
        return given.orElse(DEFAULT_HALF_LIFE_DAYS) * MICROSECONDS_PER_DAY;
    }

    private static double positive(String text)
    {
        double number = Double.parseDouble(text);
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    long retainedBytes()
    {
        return direct.getRetainedSize();
    }
}
