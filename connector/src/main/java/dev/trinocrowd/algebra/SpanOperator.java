package dev.trinocrowd.algebra;

/// Restricts the ids of rows to ranges.
final class SpanOperator
        extends Operator
{
    private final Operator input;
    private final Member member;
    private final IdSpans spans;
    private final Intersector intersector = new Intersector();
    private final ClassMap<Boolean> isPresent = new ClassMap<>();

    SpanOperator(Operator input, Member member, IdSpans spans)
    {
        this.input = input;
        this.member = member;
        this.spans = spans;
    }

    @Override
    long next(long from)
    {
        long chunk = from;
        while (true) {
            long wanted = spans.next(chunk);
            if (wanted == END) {
                return END;
            }
            chunk = input.next(wanted);
            if (chunk == END || chunk == wanted || spans.next(chunk) == chunk) {
                return chunk;
            }
        }
    }

    @Override
    void rows(long chunk, RowSink sink)
    {
        ChunkIds wanted = spans.hasAllOf(chunk) ? null : new ComputedIds(spans.within(chunk));
        input.rows(chunk, (rowClass, ids) -> {
            if (isPresent.get(rowClass, member::isPresent)) {
                sink.rows(rowClass, wanted == null ? ids : IntersectionIds.and(intersector, ids, wanted));
            }
        });
    }
}
