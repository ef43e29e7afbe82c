package dev.trinocrowd.path;

import com.google.common.collect.ImmutableList;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

import java.util.List;

import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// `path_edges(paths)`: the flows of a Sankey diagram.
public final class PathEdgesFunction
{
    private static final ArrayType PATH = new ArrayType(VARCHAR);
    private static final List<Type> EDGE_FIELDS = ImmutableList.of(INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR);

    private PathEdgesFunction()
    {}

    @ScalarFunction("path_edges")
    @Description("The steps of paths from event to event, numbered so that a Sankey diagram has no cycle; the exit is a node")
    @SqlType("array(row(step integer, source varchar, target varchar, event_source varchar, event_target varchar))")
    public static Block pathEdges(@SqlType("array(array(varchar))") Block paths)
    {
        RowBlockBuilder edges = new RowBlockBuilder(EDGE_FIELDS, null, paths.getPositionCount());
        for (int i = 0; i < paths.getPositionCount(); i++) {
            if (!paths.isNull(i)) {
                PathEdges.edges(events(PATH.getObject(paths, i)), (step, source, target) -> writeEdge(edges, step, source, target));
            }
        }
        return edges.build();
    }

    private static List<Slice> events(Block path)
    {
        ImmutableList.Builder<Slice> events = ImmutableList.builderWithExpectedSize(path.getPositionCount());
        for (int i = 0; i < path.getPositionCount(); i++) {
            if (!path.isNull(i)) {
                events.add(VARCHAR.getSlice(path, i));
            }
        }
        return events.build();
    }

    private static void writeEdge(RowBlockBuilder edges, int step, Slice source, Slice target)
    {
        edges.buildEntry(fields -> {
            INTEGER.writeLong(fields.get(0), step);
            VARCHAR.writeSlice(fields.get(1), PathEdges.node(step, source));
            VARCHAR.writeSlice(fields.get(2), PathEdges.node(step + 1, target));
            VARCHAR.writeSlice(fields.get(3), source);
            VARCHAR.writeSlice(fields.get(4), target);
        });
    }
}
