package dev.trinocrowd.plugin;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.ScalarFunction;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

/// What a newcomer meets first: names, descriptions, comments.
final class TestPluginSurface
        extends AbstractTestQueryFramework
{
    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @Test
    void everyFunctionIsListedWithADescription()
    {
        Set<String> names = functionNames();
        assertThat(names).contains("funnel", "retention", "path_analysis", "path_edges", "rfm_cuts", "rfm_score", "rfm_segment", "rfm_class", "lifecycle_stage");
        for (String name : names) {
            List<MaterializedRow> rows = computeActual("SHOW FUNCTIONS LIKE '%s'".formatted(name.replace("_", "$_")) + " ESCAPE '$'").getMaterializedRows();
            assertThat(rows).as(name).isNotEmpty();
            assertThat(rows).as(name).allSatisfy(row -> assertThat((String) row.getField(5)).isNotBlank());
        }
    }

    @Test
    void noAggregateHasMoreThanSixArguments()
    {
        for (String name : functionNames()) {
            assertThat(computeActual("SHOW FUNCTIONS LIKE '%s' ESCAPE '$'".formatted(name.replace("_", "$_"))).getMaterializedRows())
                    .filteredOn(row -> row.getField(3).equals("aggregate"))
                    .as(name)
                    .allSatisfy(row -> assertThat(((String) row.getField(2)).replaceAll("\\([^)]*\\)", "").split(",")).hasSizeLessThanOrEqualTo(6));
        }
    }

    @Test
    void everyTableAndColumnOfTheShopHasAComment()
    {
        List<String> tables = computeActual("SHOW TABLES FROM shop.tiny").getOnlyColumn()
                .map(String.class::cast)
                .collect(toImmutableList());
        assertThat(tables).contains("users", "devices", "products", "events", "orders", "order_items", "coupons", "pushes");
        for (String table : tables) {
            assertThat((String) computeScalar(
                    "SELECT comment FROM system.metadata.table_comments WHERE catalog_name = 'shop' AND schema_name = 'tiny' AND table_name = '%s'".formatted(table)))
                    .as(table)
                    .isNotBlank();
            assertThat(computeActual("SHOW COLUMNS FROM shop.tiny." + table).getMaterializedRows())
                    .allSatisfy(row -> assertThat((String) row.getField(3)).as("%s.%s", table, row.getField(0)).isNotBlank());
        }
    }

    @Test
    void theCrowdCatalogIsThere()
    {
        assertThat(query("SHOW SCHEMAS FROM crowd")).matches("VALUES CAST('information_schema' AS varchar)");
        assertQueryFails("CREATE TABLE crowd.app.vip (user_id bigint)", ".*(not support|does not exist|not found).*");
    }

    private static Set<String> functionNames()
    {
        return new CrowdPlugin().getFunctions().stream()
                .flatMap(type -> {
                    AggregationFunction aggregation = type.getAnnotation(AggregationFunction.class);
                    return Stream.concat(
                            aggregation == null ? Stream.empty() : Stream.of(aggregation.value()),
                            Arrays.stream(type.getMethods())
                                    .map(method -> method.getAnnotation(ScalarFunction.class))
                                    .filter(scalar -> scalar != null)
                                    .map(ScalarFunction::value));
                })
                .filter(name -> !name.isEmpty())
                .collect(toImmutableSet());
    }
}
