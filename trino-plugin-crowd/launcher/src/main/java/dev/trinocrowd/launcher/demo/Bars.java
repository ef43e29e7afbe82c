package dev.trinocrowd.launcher.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import static java.math.RoundingMode.HALF_UP;

/// Shares as bars of up to ten marks.
final class Bars
{
    static final int WIDTH = 10;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Bars()
    {}

    static boolean isShare(String column)
    {
        return column.equals("share") || column.endsWith("rate") || column.endsWith("share");
    }

    /// Whether the values are shares of 1 or percentages; empty if they are neither, such as rates above 100 %.
    static Optional<BigDecimal> whole(List<String> values)
    {
        BigDecimal most = BigDecimal.ZERO;
        for (String value : values) {
            Optional<BigDecimal> number = number(value);
            if (number.isPresent()) {
                if (number.get().signum() < 0) {
                    return Optional.empty();
                }
                most = most.max(number.get());
            }
        }
        if (most.compareTo(BigDecimal.ONE) <= 0) {
            return Optional.of(BigDecimal.ONE);
        }
        return most.compareTo(HUNDRED) <= 0 ? Optional.of(HUNDRED) : Optional.empty();
    }

    static String bar(String value, BigDecimal whole)
    {
        return number(value)
                .map(number -> "▇".repeat(number.multiply(BigDecimal.valueOf(WIDTH)).divide(whole, 0, HALF_UP).intValueExact()))
                .orElse("");
    }

    private static Optional<BigDecimal> number(String value)
    {
        try {
            return Optional.of(new BigDecimal(value));
        }
        catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
