package dev.trinocrowd.export.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A platform in memory, which counts how often each member's row took effect.
public final class FakeDestination
        implements Sender
{
    private final boolean honoursKeys;
    private final Map<String, Verdict> answered = new HashMap<>();
    private final Map<Long, Integer> effects = new HashMap<>();
    private final Set<Long> badMembers = new HashSet<>();
    private final Set<Long> declinedMembers = new HashSet<>();
    private final List<Batch> calls = new ArrayList<>();
    private final List<Batch> late = new ArrayList<>();
    private Supplier<Behaviour> behaviour = () -> Behaviour.ANSWER;
    private CrashPoints crashes = CrashPoints.none();

    public enum Behaviour
    {
        ANSWER,
        /// 429: nothing is done.
        DEFER,
        /// The connection breaks before anything is done.
        BREAK_BEFORE,
        /// The connection breaks after all is done.
        BREAK_AFTER,
        /// The call times out, and is worked on some time later.
        LATE,
        /// Nothing will be done until somebody mends something.
        STOP,
    }

    public FakeDestination(boolean honoursKeys)
    {
        this.honoursKeys = honoursKeys;
    }

    public synchronized void restart(CrashPoints crashPoints)
    {
        crashes = crashPoints;
    }

    /// Whoever sends a batch with one of them gets 400 for all of it.
    public void refuse(long member)
    {
        badMembers.add(member);
    }

    /// They are named in the answer, and the others are taken.
    public void decline(long member)
    {
        declinedMembers.add(member);
    }

    /// @param newBehaviour is asked at each call
    public synchronized void behave(Supplier<Behaviour> newBehaviour)
    {
        behaviour = newBehaviour;
    }

    @Override
    public synchronized SendResult send(Batch batch)
    {
        crashes.pass();
        calls.add(batch);
        SendResult result = new SendResult(answer(batch, behaviour.get()), Optional.empty());
        crashes.pass();
        return result;
    }

    private Verdict answer(Batch batch, Behaviour now)
    {
        if (now == Behaviour.BREAK_AFTER) {
            take(batch);
        }
        if (now == Behaviour.LATE) {
            late.add(batch);
        }
        return switch (now) {
            case ANSWER -> take(batch);
            case DEFER -> new Verdict.Deferred("too many calls");
            case STOP -> new Verdict.Stopped("wrong password");
            case BREAK_BEFORE, BREAK_AFTER, LATE -> new Verdict.Unknown("broken");
        };
    }

    /// Works on what timed out.
    public synchronized void catchUp()
    {
        late.forEach(this::take);
        late.clear();
    }

    private Verdict take(Batch batch)
    {
        if (honoursKeys && answered.containsKey(batch.key())) {
            return answered.get(batch.key());
        }
        if (batch.rows().stream().anyMatch(row -> badMembers.contains(row.member()))) {
            return new Verdict.Refused("a member is bad");
        }
        List<RowRejection> rejections = new ArrayList<>();
        for (int i = 0; i < batch.rows().size(); i++) {
            long member = batch.rows().get(i).member();
            if (declinedMembers.contains(member)) {
                rejections.add(new RowRejection(i, member, "not known here"));
            }
            else {
                effects.merge(member, 1, Integer::sum);
            }
        }
        Verdict verdict = new Verdict.Settled(rejections, Optional.of("receipt of " + batch.id()));
        answered.put(batch.key(), verdict);
        return verdict;
    }

    /// How often rows of a member took effect.
    public synchronized int effects(long member)
    {
        return effects.getOrDefault(member, 0);
    }

    public synchronized List<Batch> calls()
    {
        return List.copyOf(calls);
    }

    @Override
    public void close()
    {}
}
