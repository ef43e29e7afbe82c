package dev.trinocrowd.rfm;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/// How the values of a measure are cut into levels.
public enum CutMethod
{
    QUINTILE("quintile", 1, 5),
    QUARTILE("quartile", 2, 4),
    TERCILE("tercile", 3, 3),
    MEAN("mean", 4, 2),
    MEDIAN("median", 5, 2);

    private final String sqlName;
    private final byte code;
    private final int levels;

    CutMethod(String sqlName, int code, int levels)
    {
        this.sqlName = requireNonNull(sqlName, "sqlName is null");
        this.code = (byte) code;
        this.levels = levels;
    }

    public static CutMethod of(String sqlName)
    {
        return Arrays.stream(values())
                .filter(method -> method.sqlName.equals(sqlName))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("Unknown method '%s' of rfm_cuts: expected one of %s".formatted(sqlName, names())));
    }

    static CutMethod ofCode(byte code)
    {
        return Arrays.stream(values())
                .filter(method -> method.code == code)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("RFM distribution must name a known method, found code %d".formatted(code)));
    }

    /// The methods as an error message lists them.
    public static String names()
    {
        return Arrays.stream(values()).map(CutMethod::sqlName).collect(joining(", "));
    }

    public String sqlName()
    {
        return sqlName;
    }

    byte code()
    {
        return code;
    }

    Cuts cuts(ValueCounts values)
    {
        if (this == MEAN) {
            return Cuts.of(values.mean());
        }
        double[] quantiles = new double[levels - 1];
        for (int level = 1; level < levels; level++) {
            quantiles[level - 1] = values.quantile(level, levels);
        }
        return Cuts.of(quantiles);
    }
}
