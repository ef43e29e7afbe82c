package dev.trinocrowd.steps;

import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.StandardTypes;

/// `steps(cond1, …, condN)`: conditions packed into the narrowest integer that holds them, bit 0 being the first step.
///
/// The sign bit is never used, so that a mask keeps its meaning when Trino widens it.
public final class StepsFunction
{
    private static final String DESCRIPTION = "Packs the conditions of a funnel's steps into a mask, step 1 in the lowest bit";

    private StepsFunction()
    {}

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps1(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1)
    {
        return bit(condition1, 0);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps2(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2)
    {
        return bit(condition1, 0) | bit(condition2, 1);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps3(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps4(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps5(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps6(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.TINYINT)
    public static long steps7(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps8(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6)
                | bit(condition8, 7);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps9(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps10(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps11(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps12(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps13(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps14(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.SMALLINT)
    public static long steps15(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public static long steps16(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition16)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14)
                | bit(condition16, 15);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public static long steps17(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition16,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition17)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14)
                | bit(condition16, 15) | bit(condition17, 16);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public static long steps18(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition16,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition17,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition18)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14)
                | bit(condition16, 15) | bit(condition17, 16) | bit(condition18, 17);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public static long steps19(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition16,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition17,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition18,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition19)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14)
                | bit(condition16, 15) | bit(condition17, 16) | bit(condition18, 17) | bit(condition19, 18);
    }

    @ScalarFunction("steps")
    @Description(DESCRIPTION)
    @SqlType(StandardTypes.INTEGER)
    public static long steps20(
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition1,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition2,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition3,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition4,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition5,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition6,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition7,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition8,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition9,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition10,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition11,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition12,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition13,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition14,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition15,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition16,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition17,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition18,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition19,
            @SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition20)
    {
        return bit(condition1, 0) | bit(condition2, 1) | bit(condition3, 2) | bit(condition4, 3) | bit(condition5, 4) | bit(condition6, 5) | bit(condition7, 6) | bit(condition8, 7)
                | bit(condition9, 8) | bit(condition10, 9) | bit(condition11, 10) | bit(condition12, 11) | bit(condition13, 12) | bit(condition14, 13) | bit(condition15, 14)
                | bit(condition16, 15) | bit(condition17, 16) | bit(condition18, 17) | bit(condition19, 18) | bit(condition20, 19);
    }

    private static int bit(Boolean condition, int position)
    {
        return condition != null && condition ? 1 << position : 0;
    }
}
