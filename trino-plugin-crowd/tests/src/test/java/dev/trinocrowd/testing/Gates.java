package dev.trinocrowd.testing;

import com.google.common.collect.ImmutableList;
import io.trino.connector.MockConnectorFactory;
import io.trino.connector.MockConnectorPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/// Tables of one column `user_id` whose readers wait at a gate, so that other statements can run in the middle of one.
public final class Gates
{
    private static final int PATIENCE_SECONDS = 120;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    public static final class Gate
    {
        private final String table;
        private final List<Long> ids;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        private Gate(String table, long... ids)
        {
            this.table = table;
            this.ids = LongStream.of(ids).boxed().collect(ImmutableList.toImmutableList());
        }

        /// The table's name in SQL.
        public String table()
        {
            return "gates.default." + table;
        }

        public void awaitReader()
        {
            await(reached, "a reader of " + table);
        }

        public void open()
        {
            opened.countDown();
        }

        private List<List<?>> read()
        {
            reached.countDown();
            await(opened, "the gate of " + table);
            return ids.stream().map(ImmutableList::of).collect(ImmutableList.toImmutableList());
        }
    }

    private static void await(CountDownLatch latch, String what)
    {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, SECONDS)).as(what).isTrue();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Gate gate(long... ids)
    {
        Gate gate = new Gate("gate_" + gates.size(), ids);
        gates.put(gate.table, gate);
        return gate;
    }

    /// Has the connector `gates`.
    public Plugin plugin()
    {
        return new MockConnectorPlugin(MockConnectorFactory.builder()
                .withName("gates")
                .withGetColumns(_ -> ImmutableList.of(new ColumnMetadata("user_id", BIGINT)))
                .withData(this::read)
                .build());
    }

    private List<List<?>> read(SchemaTableName table)
    {
        return gates.get(table.getTableName()).read();
    }
}
