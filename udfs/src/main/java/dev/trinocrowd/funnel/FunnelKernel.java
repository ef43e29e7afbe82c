package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

/// How one mode walks a user's events, which are sorted and whose payloads are masks of steps.
interface FunnelKernel
{
    /// The deepest step that a chain reaches; 0 if none enters.
    int level(EventBuffer events, long window);

    /// The deepest chain; of several the one that enters first, then the one whose times are the smallest.
    void find(EventBuffer events, long window, Chain chain);

    /// Attempts from left to right: each lasts until it is complete or ends, then the next begins.
    ///
    /// @param lastStep the step with which an attempt is complete
    /// @param chain gets the events of each attempt before `afterEach` runs
    void attempts(EventBuffer events, long window, int lastStep, Chain chain, Runnable afterEach);
}
