package dev.trinocrowd.funnel;

import dev.trinocrowd.options.EditDistance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/// A combination of modes, none of which contradicts another.
///
/// @param bits a bit for each mode but the default, which is their absence
record FunnelModes(int bits)
{
    static final FunnelModes DEFAULT = new FunnelModes(0);

    private static final FunnelMode[] MODES = FunnelMode.values();
    private static final int LARGEST_TYPING_ERROR = 3;

    static FunnelModes parse(String text)
    {
        int bits = 0;
        for (String word : text.split(",", -1)) {
            FunnelMode mode = parseWord(word.strip());
            for (FunnelMode other : MODES) {
                if ((bits & other.bit()) != 0 && mode.contradicts(other)) {
                    throw new IllegalArgumentException("funnel modes %s and %s contradict each other".formatted(other.sqlName(), mode.sqlName()));
                }
            }
            bits |= mode.bit();
        }
        return new FunnelModes(bits & ~FunnelMode.DEFAULT.bit());
    }

    boolean has(FunnelMode mode)
    {
        return mode == FunnelMode.DEFAULT ? bits == 0 : (bits & mode.bit()) != 0;
    }

    @Override
    public String toString()
    {
        return Arrays.stream(MODES)
                .filter(this::has)
                .map(FunnelMode::sqlName)
                .collect(joining(","));
    }

    private static FunnelMode parseWord(String word)
    {
        for (FunnelMode mode : MODES) {
            if (mode.sqlName().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("Unknown funnel mode '%s'%s: expected %s, or several of them with commas between".formatted(
                word,
                similar(word).map(mode -> ", perhaps " + mode.sqlName()).orElse(""),
                Arrays.stream(MODES).map(FunnelMode::sqlName).collect(joining(", "))));
    }

    private static Optional<FunnelMode> similar(String word)
    {
        Optional<FunnelMode> nearest = Arrays.stream(MODES)
                .filter(mode -> EditDistance.between(word, mode.sqlName()) <= LARGEST_TYPING_ERROR)
                .min(Comparator.comparingInt(mode -> EditDistance.between(word, mode.sqlName())));
        return nearest.or(() -> Arrays.stream(MODES)
                .filter(mode -> word.length() > LARGEST_TYPING_ERROR && mode.sqlName().contains(word))
                .findFirst());
    }
}
