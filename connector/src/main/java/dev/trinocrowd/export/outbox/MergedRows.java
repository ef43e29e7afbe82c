package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import io.airlift.slice.Slice;

import java.util.List;
import java.util.PriorityQueue;

/// The rows of several cursors, by member; those of one member in the order of the cursors.
final class MergedRows
        implements RowCursor
{
    private final PriorityQueue<Source> waiting = new PriorityQueue<>();
    private List<Source> unopened;
    private Source current;

    private record Source(RowCursor rows, int number)
            implements Comparable<Source>
    {
        @Override
        public int compareTo(Source other)
        {
            int members = Long.compare(rows.member(), other.rows.member());
            return members == 0 ? Integer.compare(number, other.number) : members;
        }
    }

    MergedRows(List<RowCursor> cursors)
    {
        ImmutableList.Builder<Source> sources = ImmutableList.builder();
        for (int i = 0; i < cursors.size(); i++) {
            sources.add(new Source(cursors.get(i), i));
        }
        unopened = sources.build();
    }

    @Override
    public boolean advance()
    {
        for (Source source : unopened) {
            if (source.rows().advance()) {
                waiting.add(source);
            }
        }
        unopened = ImmutableList.of();
        if (current != null && current.rows().advance()) {
            if (waiting.isEmpty() || current.compareTo(waiting.peek()) < 0) {
                return true;
            }
            waiting.add(current);
        }
        current = waiting.poll();
        return current != null;
    }

    @Override
    public long member()
    {
        return current.rows().member();
    }

    @Override
    public Slice payload()
    {
        return current.rows().payload();
    }

    /// Of the cursor that the row is from.
    int number()
    {
        return current.number();
    }
}
