package dev.trinocrowd.session;

/// What happens with each session in turn.
@FunctionalInterface
public interface SessionConsumer
{
    void accept(long startedAt, long endedAt, long events);
}
