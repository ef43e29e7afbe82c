package dev.trinocrowd.funnel;

import dev.trinocrowd.event.EventBuffer;

/// How one mode walks a user's events, which are sorted and whose payloads are masks of steps.
interface FunnelKernel
{
    /// The deepest step that a chain reaches; 0 if none enters.
    int level(EventBuffer events, long window);
}
