package dev.trinocrowd.sequence;

import static java.util.Objects.requireNonNull;

/// What a pattern is made of.
sealed interface PatternElement
{
    /// `(?N)`: an event that meets a condition, counted from 0 here.
    record Condition(int index)
            implements PatternElement
    {}

    /// `.`: an event, whatever it meets.
    record AnyEvent()
            implements PatternElement
    {}

    /// `.*`: any number of events, also none.
    record AnyEvents()
            implements PatternElement
    {}

    /// `(?t<=N)`: any number of events, also none, up to one whose distance from the event before is as told.
    record Distance(TimeRelation relation, long bound)
            implements PatternElement
    {
        public Distance
        {
            requireNonNull(relation, "relation is null");
        }
    }
}
