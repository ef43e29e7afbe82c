package dev.trinocrowd.algebra;

import java.util.List;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;

/// Leaves out classes of rows.
final class FilterOperator
        extends Operator
{
    private final Operator input;
    private final KeyPredicate predicate;
    private final ClassMap<Boolean> isKept = new ClassMap<>();

    FilterOperator(Operator input, KeyPredicate predicate)
    {
        this.input = input;
        this.predicate = predicate;
    }

    @Override
    Optional<List<Total>> totals()
    {
        return input.totals().map(totals -> totals.stream().filter(total -> isKept(total.rowClass())).collect(toImmutableList()));
    }

    @Override
    long next(long from)
    {
        return input.next(from);
    }

    @Override
    void rows(long chunk, RowSink sink)
    {
        input.rows(chunk, (rowClass, ids) -> {
            if (isKept(rowClass)) {
                sink.rows(rowClass, ids);
            }
        });
    }

    private boolean isKept(RowClass rowClass)
    {
        return isKept.get(rowClass, predicate::test);
    }
}
