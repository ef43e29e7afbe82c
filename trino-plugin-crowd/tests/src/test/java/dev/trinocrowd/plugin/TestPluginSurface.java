package dev.trinocrowd.plugin;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.PluginFunctions;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

/// What a newcomer meets first: names, descriptions, comments.
final class TestPluginSurface
        extends AbstractTestQueryFramework
{
    /// Whatever a server lists with the plugin and not without it.
    private Set<Function> functions;

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        return CrowdQueryRunner.create(0);
    }

    @BeforeAll
    void listFunctions()
            throws Exception
    {
        try (QueryRunner bare = DistributedQueryRunner.builder(getSession()).setWorkerCount(0).build()) {
            functions = ImmutableSet.copyOf(Sets.difference(functions(getQueryRunner()), functions(bare)));
        }
    }

    @Test
    void everyFunctionIsListedWithADescription()
    {
        assertThat(functions).extracting(function -> function.name()).contains(
                "bitmap_agg",
                "bitmap_and",
                "crowd_split",
                "funnel",
                "lifecycle_stage",
                "path_analysis",
                "path_edges",
                "retention",
                "rfm_class",
                "rfm_cuts",
                "rfm_score",
                "rfm_segment",
                "steps",
                "uplift");
        assertThat(functions).extracting(function -> function.name()).containsAll(PluginFunctions.aggregates());
        assertThat(functions).allSatisfy(function -> assertThat(function.description()).isNotBlank());
    }

    @Test
    void everyNumberOfArgumentsIsListed()
    {
        assertThat(functions).filteredOn(function -> function.name().equals("steps")).extracting(function -> function.arguments().size()).contains(1, 2, 19, 20);
        assertThat(functions).filteredOn(function -> function.name().equals("funnel")).extracting(function -> function.arguments().size()).contains(3, 4);
    }

    @Test
    void noAggregateHasMoreThanSixArguments()
    {
        assertThat(functions).filteredOn(function -> function.kind().equals("aggregate")).isNotEmpty()
                .allSatisfy(function -> assertThat(function.arguments()).hasSizeLessThanOrEqualTo(6));
    }

    @Test
    void everyTableAndColumnOfTheShopHasAComment()
    {
        List<String> tables = computeActual("SHOW TABLES FROM shop.tiny").getOnlyColumn()
                .map(String.class::cast)
                .collect(toImmutableList());
        assertThat(tables).contains("users", "devices", "products", "events", "orders", "order_items", "coupons", "pushes", "responses");
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

    /// One overload of a scalar, an aggregate or a window function.
    private record Function(String name, List<String> arguments, String kind, String description)
    {}

    private static Set<Function> functions(QueryRunner queryRunner)
    {
        return queryRunner.execute("SHOW FUNCTIONS").getMaterializedRows().stream()
                .map(row -> new Function((String) row.getField(0), arguments((String) row.getField(2)), (String) row.getField(3), (String) row.getField(5)))
                .collect(toImmutableSet());
    }

    private static List<String> arguments(String list)
    {
        String outer = list;
        String inner;
        do {
            inner = outer;
            outer = inner.replaceAll("\\([^()]*\\)", "");
        }
        while (!outer.equals(inner));
        return outer.isBlank() ? List.of() : Splitter.on(", ").splitToList(outer);
    }
}
