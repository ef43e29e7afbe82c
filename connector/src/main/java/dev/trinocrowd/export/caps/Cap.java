package dev.trinocrowd.export.caps;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// The most that a member may get within a period.
public record Cap(Period period, int most)
{
    public Cap
    {
        requireNonNull(period, "period is null");
        checkArgument(most > 0, "a cap must be positive, found %s", most);
    }

    /// Why a row is withheld.
    public String reason()
    {
        return "cap: %s a %s".formatted(most, period);
    }
}
