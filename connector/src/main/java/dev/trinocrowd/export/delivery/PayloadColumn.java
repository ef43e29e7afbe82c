package dev.trinocrowd.export.delivery;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A payload column.
///
/// @param precision of a decimal, or the digits after the second of a timestamp (at most 9); else 0
/// @param scale of a decimal, else 0
public record PayloadColumn(String name, PayloadKind kind, int precision, int scale)
{
    private static final int MAX_TIMESTAMP = 9;
    private static final int MAX_DECIMAL = 38;

    public PayloadColumn
    {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        int most = switch (kind) {
            case DECIMAL -> MAX_DECIMAL;
            case TIMESTAMP -> MAX_TIMESTAMP;
            default -> 0;
        };
        checkArgument(precision >= 0 && precision <= most, "the precision of column %s must be 0 to %s, found %s", name, most, precision);
        checkArgument(scale >= 0 && scale <= (kind == PayloadKind.DECIMAL ? precision : 0), "the scale of column %s is out of range, found %s", name, scale);
    }

    public static PayloadColumn of(String name, PayloadKind kind)
    {
        return new PayloadColumn(name, kind, 0, 0);
    }

    public static PayloadColumn decimal(String name, int precision, int scale)
    {
        return new PayloadColumn(name, PayloadKind.DECIMAL, precision, scale);
    }

    public static PayloadColumn timestamp(String name, int precision)
    {
        return new PayloadColumn(name, PayloadKind.TIMESTAMP, precision, 0);
    }
}
