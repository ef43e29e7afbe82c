package dev.trinocrowd.event;

/// How two events of the same time follow each other.
@FunctionalInterface
public interface PayloadOrder
{
    int compare(long left, long right);
}
