package dev.trinocrowd.bitmap;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// The rules that the documentation states for each function.
final class TestBitmapFunctions
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void setOperations()
    {
        assertSet("bitmap_and(a, b)", "3");
        assertSet("bitmap_or(a, b)", "1,2,3,4,5");
        assertSet("bitmap_xor(a, b)", "1,2,4,5");
        assertSet("bitmap_andnot(a, b)", "1,2");
        assertScalar("bitmap_and_cardinality(a, b)", "BIGINT '1'");
        assertScalar("bitmap_or_cardinality(a, b)", "BIGINT '5'");
        assertScalar("bitmap_xor_cardinality(a, b)", "BIGINT '4'");
        assertScalar("bitmap_andnot_cardinality(a, b)", "BIGINT '2'");
        assertScalar("bitmap_has_any(a, b)", "true");
        assertScalar("bitmap_has_all(a, b)", "false");
        assertScalar("bitmap_jaccard(a, b)", "DOUBLE '0.2'");
    }

    @Test
    void bothNamesCountMembers()
    {
        assertScalar("bitmap_cardinality(a)", "BIGINT '3'");
        assertScalar("bitmap_count(a)", "BIGINT '3'");
        assertScalar("bitmap_count(none)", "BIGINT '0'");
    }

    @Test
    void membership()
    {
        assertScalar("bitmap_contains(a, 3)", "true");
        assertScalar("bitmap_contains(a, 4)", "false");
        assertScalar("bitmap_contains(a, -1)", "false");
        assertScalar("bitmap_contains(bitmap_build(ARRAY[9223372036854775807]), 9223372036854775807)", "true");
    }

    @Test
    void minimumAndMaximumOfTheEmptySetAreNull()
    {
        assertScalar("bitmap_min(a)", "BIGINT '1'");
        assertScalar("bitmap_max(a)", "BIGINT '3'");
        assertScalar("bitmap_min(none)", "CAST(NULL AS bigint)");
        assertScalar("bitmap_max(none)", "CAST(NULL AS bigint)");
        assertScalar("bitmap_jaccard(none, none)", "CAST(NULL AS double)");
    }

    @Test
    void nullArgumentGivesNull()
    {
        assertScalar("bitmap_and(a, NULL) IS NULL", "true");
        assertScalar("bitmap_or(NULL, a) IS NULL", "true");
        assertScalar("bitmap_contains(a, NULL)", "CAST(NULL AS boolean)");
        assertScalar("bitmap_cardinality(NULL)", "CAST(NULL AS bigint)");
        assertScalar("bitmap_range(a, NULL, 3) IS NULL", "true");
        assertScalar("bitmap_build(NULL) IS NULL", "true");
        assertScalar("bitmap_from_string(NULL) IS NULL", "true");
    }

    @Test
    void rangeExcludesItsEnd()
    {
        assertSet("bitmap_range(a, 1, 3)", "1,2");
        assertSet("bitmap_range(a, -5, 2)", "1");
        assertSet("bitmap_range(a, 3, 1)", "");
        assertSet("bitmap_range(a, 2, 2)", "");
        assertSet("bitmap_range(bitmap_build(ARRAY[9223372036854775806, 9223372036854775807]), 0, 9223372036854775807)", "9223372036854775806");
    }

    @Test
    void limitTakesMembersFromAValueOn()
    {
        assertSet("bitmap_limit(b, 4, 1)", "4");
        assertSet("bitmap_limit(b, 0, 100)", "3,4,5");
        assertSet("bitmap_limit(b, 9, 1)", "");
        assertSet("bitmap_limit(b, 4, -1)", "4");
        assertSet("bitmap_limit(b, 100, -2)", "4,5");
        assertSet("bitmap_limit(b, -1, -2)", "");
        assertSet("bitmap_limit(b, 9223372036854775807, -9223372036854775808)", "3,4,5");
    }

    @Test
    void sliceTakesMembersFromAPositionOn()
    {
        assertSet("bitmap_slice(b, 1, 2)", "4,5");
        assertSet("bitmap_slice(b, -1, 9)", "5");
        assertSet("bitmap_slice(b, 3, 1)", "");
        assertSet("bitmap_slice(b, -4, 1)", "");
        assertSet("bitmap_slice(b, 1, 9223372036854775807)", "4,5");
        assertFails("bitmap_slice(b, 0, -1)", "The number of members must not be negative, found -1");
    }

    @Test
    void sampleIsTheSameForTheSameSalt()
    {
        String users = "bitmap_build(sequence(1, 10000))";
        assertScalar("bitmap_sample(%1$s, 0.1, 'a') = bitmap_sample(%1$s, 0.1, 'a')".formatted(users), "true");
        assertScalar("bitmap_sample(%1$s, 0.1, 'a') = bitmap_sample(%1$s, 0.1, 'b')".formatted(users), "false");
        assertScalar("bitmap_cardinality(bitmap_sample(%s, 0.1, 'a')) BETWEEN 900 AND 1100".formatted(users), "true");
        assertFails("bitmap_sample(a, 1.5, 'a')", "The fraction of a sample must be from 0 to 1, found 1.5");
        assertFails("bitmap_sample(a, nan(), 'a')", "The fraction of a sample must be from 0 to 1, found NaN");
    }

    @Test
    void arraysAreSortedWithoutRepeatsAndNulls()
    {
        assertScalar("bitmap_to_array(bitmap_build(ARRAY[5, NULL, 1, 5]))", "ARRAY[BIGINT '1', BIGINT '5']");
        assertScalar("bitmap_to_array(bitmap_build(ARRAY[]))", "CAST(ARRAY[] AS array(bigint))");
        assertFails("bitmap_build(ARRAY[1, -7])", "A member of a bitmap must be from 0 to 9223372036854775807, found -7");
    }

    @Test
    void textShowsTheItemThatCannotBeRead()
    {
        assertSet("bitmap_from_string(' 7, 3 ,3')", "3,7");
        assertSet("bitmap_from_string('')", "");
        assertSet("bitmap_from_string('9223372036854775807')", "9223372036854775807");
        assertFails("bitmap_from_string('1,x')", "Item 2 of the bitmap must be a whole number from 0 to 9223372036854775807, found 'x'");
        assertFails("bitmap_from_string('1,,2')", "Item 2 of the bitmap must be a whole number from 0 to 9223372036854775807, found ''");
        assertFails("bitmap_from_string('-1')", "Item 1 of the bitmap must be a whole number from 0 to 9223372036854775807, found '-1'");
        assertFails("bitmap_from_string('9223372036854775808')", "Item 1 of the bitmap must be a whole number from 0 to 9223372036854775807, found '9223372036854775808'");
        assertScalar("try(bitmap_from_string('x')) IS NULL", "true");
    }

    @Test
    void bytesGoOutAndComeBack()
    {
        assertScalar("bitmap_from_varbinary(bitmap_to_varbinary(a)) = a", "true");
        assertScalar("bitmap_from_base64(bitmap_to_base64(a)) = a", "true");
        assertScalar("CAST(CAST(a AS varbinary) AS bitmap) = a", "true");
        assertScalar("bitmap_from_varbinary(CAST(a AS varbinary)) = a", "true");
        // One bucket; one container with key 0 and three members, an array at byte 16.
        assertScalar("bitmap_to_varbinary(a)", "X'0100000000000000 00000000 3A300000 01000000 00000200 10000000 010002000300'");
        // One container of one run: 100 members from 1 on.
        assertScalar("bitmap_to_varbinary(bitmap_build(sequence(1, 100)))", "X'0100000000000000 00000000 3B300000 01 00006300 0100 01006300'");
        assertScalar("bitmap_to_varbinary(none)", "X'0000000000000000'");
        assertScalar("CAST(none AS varbinary)", "X'434211FF'");
    }

    @Test
    void bytesThatAreNoBitmapAreRefused()
    {
        assertFails("bitmap_from_varbinary(X'00')",
                "Expected a bitmap in the portable 64-bit roaring format, but what was found ends within 8 bytes that it announces \\(1 bytes, read up to 0\\)");
        assertFails("CAST(X'434211FF 0500000000000000 0400000000000000' AS bitmap)", "The ids of a bitmap must ascend, found 4 after 5");
        assertFails("CAST(X'434211FF 05000000000000FF' AS bitmap)", "A member of a bitmap must be from 0 to 9223372036854775807, found -72057594037927931");
        assertFails("bitmap_from_base64('*')", "Expected a bitmap in base64: .*");
    }

    @Test
    void equalSetsAreEqualHoweverTheyWereMade()
    {
        assertScalar("bitmap_or(a, b) = bitmap_build(ARRAY[5, 4, 3, 2, 1])", "true");
        assertScalar("bitmap_andnot(bitmap_build(sequence(1, 10000)), bitmap_build(sequence(4, 10000))) = a", "true");
        assertScalar("a IS DISTINCT FROM b", "true");
        assertThat(query(
                "SELECT bitmap_to_string(users), count(*) FROM (VALUES bitmap_build(ARRAY[1, 2]), bitmap_from_string('2,1'), bitmap_build(ARRAY[3])) t(users) GROUP BY users"))
                .matches("VALUES (VARCHAR '1,2', BIGINT '2'), ('3', 1)");
        assertThat(query("SELECT count(DISTINCT users) FROM (VALUES bitmap_build(ARRAY[1, 2]), bitmap_from_string('2,1')) t(users)")).matches("VALUES BIGINT '1'");
    }

    @Test
    void bitmapsHaveNoOrder()
    {
        assertQueryFails("SELECT bitmap_build(ARRAY[1]) < bitmap_build(ARRAY[2])", ".*Cannot apply operator: bitmap < bitmap.*");
    }

    @Test
    void methodSyntax()
    {
        assertScalar("a.cardinality()", "BIGINT '3'");
        assertScalar("a.contains(2)", "true");
        assertScalar("a.and_cardinality(b)", "BIGINT '1'");
        assertScalar("a.has_any(b)", "true");
        assertScalar("a.minimum()", "BIGINT '1'");
        assertScalar("a.slice(1, 1).to_string()", "VARCHAR '2'");
        assertScalar("a.range(1, 3).limit(0, 1).to_array()", "ARRAY[BIGINT '1']");
        assertScalar("bitmap_from_varbinary(a.to_varbinary()) = a", "true");
    }

    @Test
    void varbinaryIsTakenWhereABitmapIs()
    {
        String stored = "bitmap_to_varbinary(a)";
        assertScalar("bitmap_cardinality(%s)".formatted(stored), "BIGINT '3'");
        assertScalar("bitmap_count(CAST(a AS varbinary))", "BIGINT '3'");
        assertScalar("bitmap_contains(%s, 3)".formatted(stored), "true");
        assertSet("bitmap_and(%s, bitmap_to_varbinary(b))".formatted(stored), "3");
        assertScalar("bitmap_and_cardinality(%s, bitmap_to_varbinary(b))".formatted(stored), "BIGINT '1'");
        assertScalar("bitmap_to_string(%s)".formatted(stored), "VARCHAR '1,2,3'");
        assertScalar("bitmap_to_array(%s)".formatted(stored), "ARRAY[BIGINT '1', BIGINT '2', BIGINT '3']");
        assertSet("bitmap_range(%s, 2, 4)".formatted(stored), "2,3");
        assertFails("bitmap_cardinality(X'01')", "Expected a bitmap in the portable 64-bit roaring format.*");
    }

    private void assertSet(String expression, String members)
    {
        assertScalar("bitmap_to_string(%s)".formatted(expression), "VARCHAR '%s'".formatted(members));
    }

    private void assertScalar(String expression, String expected)
    {
        String matches = "typeof(%1$s) = typeof(%2$s) AND (%1$s) IS NOT DISTINCT FROM (%2$s)".formatted(expression, expected);
        if (!Boolean.TRUE.equals(computeScalar(select(matches)))) {
            // A second query shows what was found.
            assertThat(query(select(expression))).matches("VALUES " + expected);
            fail("Expected " + matches);
        }
    }

    private void assertFails(String expression, String message)
    {
        assertQueryFails(select(expression), message);
    }

    /// Over a table, so that nothing is folded while planning.
    private static String select(String expression)
    {
        return "SELECT %s FROM (SELECT bitmap_from_string(x) a, bitmap_from_string(y) b, bitmap_from_string(z) none FROM (VALUES ('1,2,3', '3,4,5', '')) t(x, y, z))"
                .formatted(expression);
    }
}
