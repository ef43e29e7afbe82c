package dev.trinocrowd.export.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static com.google.common.base.Preconditions.checkState;

/// A journal that outlives simulated crashes: each call can crash before or after it is durable.
public final class MemoryJournal
        implements DeliveryJournal
{
    private final List<Consumer<ReplayBuilder>> entries = new ArrayList<>();
    private CrashPoints crashes = CrashPoints.none();
    private int calls;

    /// Has the next run work on the journal.
    public void restart(CrashPoints crashPoints)
    {
        crashes = crashPoints;
    }

    @Override
    public Replay replay()
    {
        ReplayBuilder builder = new ReplayBuilder();
        entries.forEach(entry -> entry.accept(builder));
        return builder.build();
    }

    @Override
    public void plan(LanePlan plan)
    {
        append(builder -> builder.plan(plan));
    }

    @Override
    public void intend(List<BatchIntent> intents)
    {
        checkState(!intents.isEmpty(), "a call without entries");
        append(builder -> builder.intend(intents));
    }

    @Override
    public void record(List<BatchOutcome> outcomes)
    {
        checkState(!outcomes.isEmpty(), "a call without entries");
        append(builder -> builder.record(outcomes));
    }

    private void append(Consumer<ReplayBuilder> entry)
    {
        calls++;
        crashes.pass();
        entries.add(entry);
        crashes.pass();
    }

    public int calls()
    {
        return calls;
    }
}
