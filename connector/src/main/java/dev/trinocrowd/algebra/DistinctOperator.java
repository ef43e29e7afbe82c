package dev.trinocrowd.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes the classes together that have the same values in some key columns. All of them have the member.
final class DistinctOperator
        extends Operator
{
    private final Operator input;
    private final List<KeyColumn> keys;
    private final Intersector intersector = new Intersector();
    private final Map<KeyTuple, RowClass> classes = new HashMap<>();
    private final ClassMap<RowClass> outputs = new ClassMap<>();

    DistinctOperator(Operator input, List<KeyColumn> keys)
    {
        this.input = input;
        this.keys = keys;
    }

    @Override
    Optional<List<Total>> totals()
    {
        return input.totals().flatMap(totals -> {
            List<Total> distinct = new ArrayList<>();
            Set<RowClass> found = new HashSet<>();
            for (Total total : totals) {
                RowClass output = output(total.rowClass());
                if (!found.add(output)) {
                    return Optional.empty();
                }
                distinct.add(new Total(output, total.cardinality()));
            }
            return Optional.of(distinct);
        });
    }

    @Override
    long next(long from)
    {
        return input.next(from);
    }

    @Override
    void rows(long chunk, RowSink sink)
    {
        Map<RowClass, List<ChunkIds>> merged = new LinkedHashMap<>();
        input.rows(chunk, (rowClass, ids) -> merged.computeIfAbsent(output(rowClass), _ -> new ArrayList<>(1)).add(ids));
        merged.forEach((rowClass, terms) -> sink.rows(rowClass, UnionIds.of(intersector, terms)));
    }

    private RowClass output(RowClass rowClass)
    {
        return outputs.get(rowClass, this::newOutput);
    }

    private RowClass newOutput(RowClass rowClass)
    {
        return classes.computeIfAbsent(rowClass.project(keys), key -> new RowClass(classes.size(), new KeyTuple[] {key}));
    }
}
