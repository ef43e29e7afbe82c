package dev.trinocrowd.bitmap;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestBitmapAggregations
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(2);
    }

    @Test
    void collectsDistinctIds()
    {
        assertThat(query("SELECT bitmap_to_string(bitmap_agg(x)) FROM (VALUES 3, 1, NULL, 3) t(x)")).matches("VALUES VARCHAR '1,3'");
    }

    @Test
    void noRowGivesNull()
    {
        for (String function : new String[] {"bitmap_agg(x)", "bitmap_or_agg(bitmap_build(ARRAY[x]))", "bitmap_and_agg(bitmap_build(ARRAY[x]))",
            "bitmap_xor_agg(bitmap_build(ARRAY[x]))"}) {
            assertThat(query("SELECT %s IS NULL FROM (VALUES BIGINT '1') t(x) WHERE x > 1".formatted(function))).matches("VALUES true");
        }
        assertThat(query("SELECT bitmap_agg(x) IS NULL FROM (VALUES CAST(NULL AS bigint)) t(x)")).matches("VALUES true");
    }

    @Test
    void unionOfEmptySetsIsEmptyNotNull()
    {
        assertThat(query("SELECT bitmap_to_string(bitmap_or_agg(bitmap_from_string(''))) FROM (VALUES 1, 2) t(x)")).matches("VALUES VARCHAR ''");
    }

    @Test
    void negativeIdIsNamed()
    {
        assertQueryFails("SELECT bitmap_agg(x) FROM (VALUES 1, -42) t(x)", "A member of a bitmap must be from 0 to 9223372036854775807, found -42");
    }

    @Test
    void foldsBitmaps()
    {
        String rows = "(VALUES '1,2,3', '2,3,4', '3,9', NULL) t(x)";
        assertThat(query("SELECT bitmap_to_string(bitmap_or_agg(bitmap_from_string(x))) FROM " + rows)).matches("VALUES VARCHAR '1,2,3,4,9'");
        assertThat(query("SELECT bitmap_to_string(bitmap_and_agg(bitmap_from_string(x))) FROM " + rows)).matches("VALUES VARCHAR '3'");
        assertThat(query("SELECT bitmap_to_string(bitmap_xor_agg(bitmap_from_string(x))) FROM " + rows)).matches("VALUES VARCHAR '1,3,4,9'");
    }

    @Test
    void foldsStoredBitmaps()
    {
        String rows = "(VALUES '1,2,3', '2,3,4', '3,9', NULL) t(x)";
        assertThat(query("SELECT bitmap_to_string(bitmap_or_agg(bitmap_to_varbinary(bitmap_from_string(x)))) FROM " + rows)).matches("VALUES VARCHAR '1,2,3,4,9'");
        assertThat(query("SELECT bitmap_to_string(bitmap_and_agg(CAST(bitmap_from_string(x) AS varbinary))) FROM " + rows)).matches("VALUES VARCHAR '3'");
        assertThat(query("SELECT bitmap_to_string(bitmap_xor_agg(bitmap_to_varbinary(bitmap_from_string(x)))) FROM " + rows)).matches("VALUES VARCHAR '1,3,4,9'");
        assertQueryFails("SELECT bitmap_or_agg(x) FROM (VALUES X'01') t(x)", "Expected a bitmap in the portable 64-bit roaring format.*");
    }

    @Test
    void worksAsAWindowFunction()
    {
        assertThat(query(
                "SELECT x, bitmap_to_string(bitmap_agg(x) OVER (ORDER BY x)), bitmap_cardinality(bitmap_or_agg(bitmap_build(ARRAY[x, 9])) OVER (ORDER BY x ROWS 1 PRECEDING)) FROM (VALUES BIGINT '1', 2, 3) t(x)"))
                .matches("VALUES (BIGINT '1', VARCHAR '1', BIGINT '2'), (2, '1,2', 3), (3, '1,2,3', 3)");
    }

    @Test
    void filterAndDistinct()
    {
        assertThat(query("SELECT bitmap_to_string(bitmap_agg(DISTINCT x)), bitmap_to_string(bitmap_agg(x) FILTER (WHERE x > 1)) FROM (VALUES 1, 2, 2) t(x)"))
                .matches("VALUES (VARCHAR '1,2', VARCHAR '2')");
    }
}
