package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.load.LoadType.BooleanType;
import dev.trinocrowd.launcher.load.LoadType.DateType;
import dev.trinocrowd.launcher.load.LoadType.FloatingType;
import dev.trinocrowd.launcher.load.LoadType.IntegerType;
import dev.trinocrowd.launcher.load.LoadType.TimestampType;
import dev.trinocrowd.launcher.load.LoadType.VarcharType;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the narrowest type that keeps every value of a column as it is written.
///
/// Numbers with leading zeros or a plus sign are names rather than numbers and stay text, so do integers that neither a
/// bigint nor a double keeps exactly. Times are one type only if all of them carry an offset or none does.
final class TypeDetector
{
    private static final Pattern PLAIN_INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int MICROSECONDS = 6;

    private boolean empty = true;
    private boolean isBoolean = true;
    private boolean isBigint = true;
    private boolean isDouble = true;
    private boolean isDate = true;
    private boolean isTimestamp = true;
    private boolean someOffset;
    private boolean someLocal;

    void add(Cell cell)
    {
        String text = cell.text();
        empty = false;
        isBoolean &= !cell.isText() && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        isBigint &= !cell.isText() && isBigint(text);
        isDouble &= !cell.isText() && isExactDouble(text);
        isDate = isDate && IsoTime.parseDate(text).isPresent();
        if (isTimestamp) {
            Optional<IsoTime> time = IsoTime.parse(text);
            isTimestamp = time.filter(value -> value.fractionDigits() <= MICROSECONDS).isPresent();
            someOffset |= time.filter(IsoTime::hasOffset).isPresent();
            someLocal |= time.filter(value -> !value.hasOffset()).isPresent();
        }
    }

    LoadType type()
    {
        if (empty) {
            return VarcharType.VARCHAR;
        }
        if (isBoolean) {
            return new BooleanType();
        }
        if (isBigint) {
            return IntegerType.BIGINT;
        }
        if (isDouble) {
            return FloatingType.DOUBLE;
        }
        if (isDate) {
            return new DateType();
        }
        if (isTimestamp && !(someOffset && someLocal)) {
            return new TimestampType(MICROSECONDS);
        }
        return VarcharType.VARCHAR;
    }

    private static boolean isBigint(String text)
    {
        return PLAIN_INTEGER.matcher(text).matches() && !text.equals("-0") && IntegerType.BIGINT.normalize(text).isPresent();
    }

    private static boolean isExactDouble(String text)
    {
        if (!PLAIN_NUMBER.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
            return false;
        }
        // A fraction is rounded wherever doubles are used; the digits of an integer may be an id.
        return !PLAIN_INTEGER.matcher(text).matches() || new BigDecimal(text).compareTo(new BigDecimal(Double.parseDouble(text))) == 0;
    }
}
