package dev.trinocrowd.shop;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.trinocrowd.testing.CrowdQueryRunner;
import dev.trinocrowd.testing.PluginFunctions;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

/// Splits hold whole users, and Trino makes use of it.
final class TestShopClustering
        extends AbstractTestQueryFramework
{
    private static final String IDS = "(VALUES BIGINT '1', 2, 2, 777, 2000, 2001, 0, -5, 9223372036854775807, NULL) AS ids(user_id)";

    private static final String FUNNEL = "INTERVAL '7' DAY, steps(event = 'view', event = 'add_to_cart', event = 'pay')";

    private static final String SEQUENCE = "steps(event = 'view', event = 'pay'), '(?1).*(?2)'";

    /// A call of every aggregate over the events of one user.
    private static final List<String> PER_USER = ImmutableList.of(
            "active_periods(event_time, 'week', 'Asia/Shanghai')",
            "attribution(event_time, IF(event = 'view', resource_slot), IF(event = 'pay', amount), INTERVAL '7' DAY, 'model=linear')",
            "bitmap_agg(product_id)",
            "event_intervals(event_time, event = 'view', event = 'pay')",
            "funnel(event_time, %s)".formatted(FUNNEL),
            "funnel_attempts(event_time, %s)".formatted(FUNNEL),
            "funnel_breakdown(event_time, %s, platform)".formatted(FUNNEL),
            "funnel_by(event_time, %s, product_id)".formatted(FUNNEL),
            "funnel_times(event_time, %s)".formatted(FUNNEL),
            "next_event(event_time, event, event = 'add_to_cart')",
            "path_analysis(event_time, event, INTERVAL '30' MINUTE, 5, 'start=log_in; collapse=true')",
            "retention(ARRAY[event = 'log_in', event = 'pay'])",
            "sequence_count(event_time, %s)".formatted(SEQUENCE),
            "sequence_match(event_time, %s)".formatted(SEQUENCE),
            "sequence_times(event_time, %s)".formatted(SEQUENCE),
            "sessions(event_time, INTERVAL '30' MINUTE)");

    /// Aggregates over users, or over what was found of each.
    private static final Set<String> OVER_USERS = ImmutableSet.of("bitmap_and_agg", "bitmap_or_agg", "bitmap_xor_agg", "funnel_summary", "retention_curve", "rfm_cuts");

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        DistributedQueryRunner queryRunner = CrowdQueryRunner.create(2);
        queryRunner.execute("CREATE TABLE memory.default.ids AS SELECT user_id FROM " + IDS);
        queryRunner.execute("CREATE TABLE memory.default.plain AS SELECT user_id, event_time FROM shop.tiny.events");
        return queryRunner;
    }

    @Test
    void aggregationByUserNeedsNoExchange()
    {
        assertThat(explain("SELECT user_id, count(*) FROM shop.tiny.events GROUP BY user_id"))
                .contains("Fragment 0 [shop:users:4]", "Aggregate[keys = [user_id]]", "TableScan[table = shop:tiny.events]")
                .doesNotContain("LocalExchange", "PARTIAL", "FINAL", "STREAMING", "Fragment 1");
    }

    @ParameterizedTest
    @MethodSource("perUserAggregates")
    void perUserAggregateNeedsNoExchange(String aggregate)
    {
        assertThat(explain("SELECT user_id, %s FROM shop.tiny.events GROUP BY user_id".formatted(aggregate)))
                .contains("Fragment 0 [shop:users:4]", "Aggregate[keys = [user_id]]", "[table = shop:tiny.events]")
                .doesNotContain("LocalExchange", "PARTIAL", "FINAL", "STREAMING", "Fragment 1");
    }

    @Test
    void everyPerUserAggregateIsPlanned()
    {
        assertThat(PluginFunctions.aggregates())
                .as("every aggregate is called in PER_USER or named in OVER_USERS")
                .isEqualTo(Sets.union(namesOf(PER_USER), OVER_USERS));
    }

    @Test
    void distinctCountByUserNeedsNoExchange()
    {
        assertThat(explain("SELECT user_id, count(DISTINCT event) FROM shop.tiny.events GROUP BY user_id"))
                .doesNotContain("LocalExchange", "Fragment 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "devices", "orders", "order_items", "coupons", "pushes", "responses"})
    void joinByUserNeedsNoExchange(String table)
    {
        assertThat(explain("SELECT user_id, e.event_time FROM shop.tiny.events e JOIN shop.tiny.%s USING (user_id)".formatted(table)))
                .contains("Fragment 0 [shop:users:4]", "InnerJoin", "[table = shop:tiny.events", "[table = shop:tiny.%s".formatted(table))
                .doesNotContain("RemoteSource", "Fragment 1");
    }

    @Test
    void otherTablesAreBroughtToTheUsers()
    {
        assertThat(explain("SELECT user_id, count(*) FROM shop.tiny.events JOIN memory.default.ids USING (user_id) GROUP BY user_id"))
                .contains("Output partitioning: shop:users:4 [user_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"})
    void joinWithIdsOfNobodyIsRight(String join)
    {
        String sql = "SELECT user_id, count(e.event_time), count(*) FROM %s e " + join + " memory.default.ids USING (user_id) GROUP BY user_id";
        assertThat(query(sql.formatted("shop.tiny.events"))).matches(sql.formatted("memory.default.plain"));
    }

    @Test
    void answersDoNotDependOnTheNumberOfNodes()
            throws Exception
    {
        try (DistributedQueryRunner alone = CrowdQueryRunner.create(0)) {
            for (String table : new String[] {"users", "devices", "events", "orders", "order_items", "coupons", "pushes", "responses", "products", "truths"}) {
                String sql = "SELECT count(*), %s FROM shop.tiny.%s".formatted(checksums(table), table);
                assertThat(computeActual(sql).getMaterializedRows()).as(table).isEqualTo(alone.execute(sql).getMaterializedRows());
            }
            String perUser = "SELECT count(*), checksum(ROW(user_id, events)) FROM (SELECT user_id, count(*) AS events FROM shop.tiny.events GROUP BY user_id)";
            assertThat(computeActual(perUser).getMaterializedRows()).isEqualTo(alone.execute(perUser).getMaterializedRows());
        }
    }

    @Test
    void eachUserIsOneGroup()
    {
        assertThat(query("SELECT count(*), count(DISTINCT user_id) FROM (SELECT user_id, count(*) FROM shop.sf1.events GROUP BY user_id)"))
                .matches("VALUES (BIGINT '100000', BIGINT '100000')");
    }

    static List<String> perUserAggregates()
    {
        return PER_USER;
    }

    private static Set<String> namesOf(List<String> calls)
    {
        return calls.stream()
                .map(call -> call.substring(0, call.indexOf('(')))
                .collect(toImmutableSet());
    }

    private String checksums(String table)
    {
        return String.join(", ", computeActual("SHOW COLUMNS FROM shop.tiny." + table).getMaterializedRows().stream()
                .map(row -> "checksum(%s)".formatted(row.getField(0)))
                .toList());
    }

    private String explain(String sql)
    {
        return (String) computeScalar("EXPLAIN " + sql);
    }
}
