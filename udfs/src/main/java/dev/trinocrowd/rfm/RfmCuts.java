package dev.trinocrowd.rfm;

import static java.util.Objects.requireNonNull;

/// The cuts of the three measures.
///
/// Recency counts time since the last order, so that fewer is better and its levels run the other way.
public record RfmCuts(Cuts recency, Cuts frequency, Cuts monetary)
{
    public RfmCuts
    {
        requireNonNull(recency, "recency is null");
        requireNonNull(frequency, "frequency is null");
        requireNonNull(monetary, "monetary is null");
    }

    /// @return the levels as the digits of 100·r + 10·f + m
    public int score(double recencyValue, double frequencyValue, double monetaryValue)
    {
        int recencyLevel = recency.levels() - recency.strictlyBelow("recency", recencyValue);
        int frequencyLevel = 1 + frequency.strictlyBelow("frequency", frequencyValue);
        int monetaryLevel = 1 + monetary.strictlyBelow("monetary", monetaryValue);
        return 100 * recencyLevel + 10 * frequencyLevel + monetaryLevel;
    }

    public RfmClass classOf(double recencyValue, double frequencyValue, double monetaryValue)
    {
        checkOneCut("recency", recency);
        checkOneCut("frequency", frequency);
        checkOneCut("monetary", monetary);
        return RfmClass.of(
                recency.strictlyBelow("recency", recencyValue) == 0,
                frequency.strictlyBelow("frequency", frequencyValue) == 1,
                monetary.strictlyBelow("monetary", monetaryValue) == 1);
    }

    private static void checkOneCut(String measure, Cuts cuts)
    {
        if (cuts.count() != 1) {
            throw new IllegalArgumentException("rfm_class takes one cut a measure, as methods mean and median give, found %d for %s".formatted(cuts.count(), measure));
        }
    }
}
