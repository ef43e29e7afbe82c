package dev.trinocrowd.benchmark;

import com.google.common.math.LongMath;
import io.airlift.slice.XxHash64;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

import java.math.RoundingMode;
import java.util.Locale;

/// Which of the numbers from 0 on are in which crowd, and what their ids are, in SQL and in Java.
///
/// Remainders of squares look like chance to a processor that guesses branches, and cost next to nothing.
final class CrowdIds
{
    private static final long FIRST_MODULUS = 1_000_003;
    private static final long MODULUS_STEP = 60;

    private CrowdIds()
    {}

    /// How far ids are apart. A crowd has as many members in each spread.
    enum Spread
    {
        DENSE("dense ids", "id"),
        SPARSE("1-in-64 ids", "64 * id"),
        RANDOM("random 63-bit ids", "bitwise_and(from_big_endian_64(xxhash64(to_big_endian_64(id))), 9223372036854775807)");

        private final String label;
        private final String expression;

        Spread(String label, String expression)
        {
            this.label = label;
            this.expression = expression;
        }

        String label()
        {
            return label;
        }

        /// The id of the number `id`, in SQL.
        String expression()
        {
            return expression;
        }

        String inNames()
        {
            return name().toLowerCase(Locale.ROOT);
        }

        private long id(long number)
        {
            return switch (this) {
                case DENSE -> number;
                case SPARSE -> 64 * number;
                case RANDOM -> XxHash64.hash(Long.reverseBytes(number)) & Long.MAX_VALUE;
            };
        }
    }

    /// How many numbers it takes for a crowd of so many members: nine in ten of them are in it.
    static long numbers(long members)
    {
        return LongMath.divide(members * 10, 9, RoundingMode.CEILING);
    }

    /// Whether the number `id` is in a crowd, in SQL.
    ///
    /// @param crowd from 1 on
    static String isMember(int crowd)
    {
        return "mod(%s * id * id + id, %s) >= %s".formatted(crowd, modulus(crowd), modulus(crowd) / 10);
    }

    static long modulus(int crowd)
    {
        return FIRST_MODULUS + MODULUS_STEP * crowd;
    }

    /// A crowd as the library holds it.
    static Roaring64NavigableMap library(int crowd, long members, Spread spread)
    {
        Roaring64NavigableMap library = new Roaring64NavigableMap();
        long modulus = modulus(crowd);
        for (long number = 0; number < numbers(members); number++) {
            if ((crowd * number * number + number) % modulus >= modulus / 10) {
                library.addLong(spread.id(number));
            }
        }
        library.runOptimize();
        return library;
    }
}
