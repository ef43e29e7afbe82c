package dev.trinocrowd.export.outbox;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.outbox.MemberState.Holding;
import io.airlift.slice.Slice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import static dev.trinocrowd.export.outbox.LaneRow.SUPERSEDED;
import static dev.trinocrowd.export.outbox.LaneRow.UNCHANGED;
import static java.util.Objects.requireNonNull;

/// The last staged row of each member unless the destination has it, and of a mirror, whom the destination has and is not to have: by shard and
/// member.
final class LatestRows
        extends AbstractIterator<LaneRow>
{
    private final RowFiles files;
    private final List<StagedRows> staged;
    private final List<StateLayer> layers;
    private final Iterator<Integer> shards;
    private final boolean isMirror;
    private final RowFilter filter;
    private final MemberCaps caps;
    private final Queue<LaneRow> ready = new ArrayDeque<>();
    private MergedRows rows = new MergedRows(ImmutableList.of());
    private boolean isRowAhead;
    private PeekingIterator<StateRows.Known> states = Iterators.peekingIterator(List.<StateRows.Known>of().iterator());
    /// Of the newest outbox snapshot, the first file.
    private final int firstOfNewest;

    LatestRows(RowFiles files, List<StagedRows> staged, List<StateLayer> layers, List<Integer> shards, boolean isMirror, RowFilter filter, MemberCaps caps)
    {
        this.files = requireNonNull(files, "files is null");
        this.staged = ImmutableList.copyOf(staged);
        this.layers = ImmutableList.copyOf(layers);
        this.shards = shards.iterator();
        this.isMirror = isMirror;
        this.filter = requireNonNull(filter, "filter is null");
        this.caps = requireNonNull(caps, "caps is null");
        firstOfNewest = staged.stream().limit(Math.max(staged.size() - 1, 0)).mapToInt(snapshot -> snapshot.files().size()).sum();
    }

    @Override
    protected LaneRow computeNext()
    {
        while (ready.isEmpty()) {
            if (!isRowAhead && !states.hasNext()) {
                if (!shards.hasNext()) {
                    return endOfData();
                }
                open(shards.next());
                continue;
            }
            readMember();
        }
        return ready.remove();
    }

    private void open(int shard)
    {
        rows = new MergedRows(files.cursors(staged.stream().flatMap(snapshot -> snapshot.files().stream()).toList(), shard));
        isRowAhead = rows.advance();
        states = Iterators.peekingIterator(new StateRows(files, layers, shard));
    }

    private void readMember()
    {
        long member = isRowAhead && (!states.hasNext() || rows.member() <= states.peek().member()) ? rows.member() : states.peek().member();
        Optional<MemberState> previous = states.hasNext() && states.peek().member() == member ? Optional.of(MemberState.decode(states.next().state())) : Optional.empty();
        List<Slice> payloads = new ArrayList<>();
        Optional<Slice> wanted = Optional.empty();
        while (isRowAhead && rows.member() == member) {
            payloads.add(rows.payload());
            wanted = !isMirror || rows.number() >= firstOfNewest ? Optional.of(rows.payload()) : Optional.empty();
            isRowAhead = rows.advance();
        }
        int superseded = wanted.isPresent() ? payloads.size() - 1 : payloads.size();
        for (Slice payload : payloads.subList(0, superseded)) {
            ready.add(new LaneRow(member, RowAction.SEND, payload, Optional.of(SUPERSEDED), previous));
        }
        boolean isHeld = previous.map(state -> state.holding() != Holding.NOTHING).orElse(false);
        Optional<String> forbidden = wanted.flatMap(payload -> filter.withhold(member, payload));
        wanted.ifPresent(payload -> ready.add(
                new LaneRow(member, RowAction.SEND, payload, forbidden.or(() -> unchanged(previous, payload)).or(() -> caps.take(member)), previous)));
        if (isMirror && isHeld && (wanted.isEmpty() || forbidden.isPresent())) {
            ready.add(new LaneRow(member, RowAction.DELETE, previous.orElseThrow().payload(), Optional.empty(), previous));
        }
    }

    private static Optional<String> unchanged(Optional<MemberState> previous, Slice payload)
    {
        return previous.filter(state -> state.holding() == Holding.PAYLOAD && state.payload().equals(payload)).map(_ -> UNCHANGED);
    }
}
