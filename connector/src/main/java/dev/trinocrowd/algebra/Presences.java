package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

/// What is certain about the leaves of the rows of a relation.
///
/// @param anyOf of each of these sets of leaves, every row has at least one
public record Presences(Set<Set<Integer>> anyOf)
{
    /// To know less is safe, and keeps long chains of full joins cheap.
    private static final int MOST_SETS = 64;

    public Presences
    {
        anyOf = ImmutableSet.copyOf(anyOf);
    }

    static Presences of(Set<Integer> leaves)
    {
        return new Presences(ImmutableSet.of(leaves));
    }

    boolean covers(Set<Integer> leaves)
    {
        return anyOf.stream().anyMatch(leaves::containsAll);
    }

    Presences and(Set<Integer> leaves)
    {
        return and(of(leaves));
    }

    Presences and(Presences other)
    {
        return minimal(ImmutableSet.<Set<Integer>>builder().addAll(anyOf).addAll(other.anyOf).build());
    }

    /// What is certain where either this or the other is certain, and it is not known which.
    Presences or(Presences other)
    {
        ImmutableSet.Builder<Set<Integer>> unions = ImmutableSet.builder();
        for (Set<Integer> left : anyOf) {
            for (Set<Integer> right : other.anyOf) {
                unions.add(ImmutableSet.<Integer>builder().addAll(left).addAll(right).build());
            }
        }
        return minimal(unions.build());
    }

    Presences shifted(int count)
    {
        return new Presences(anyOf.stream()
                .map(leaves -> leaves.stream().map(leaf -> leaf + count).collect(toImmutableSet()))
                .collect(toImmutableSet()));
    }

    /// A set says nothing new if another one is within it.
    private static Presences minimal(Set<Set<Integer>> sets)
    {
        List<Set<Integer>> bySize = new ArrayList<>(sets);
        bySize.sort((left, right) -> Integer.compare(left.size(), right.size()));
        List<Set<Integer>> kept = new ArrayList<>();
        for (Set<Integer> leaves : bySize) {
            if (kept.size() < MOST_SETS && kept.stream().noneMatch(leaves::containsAll)) {
                kept.add(leaves);
            }
        }
        return new Presences(ImmutableSet.copyOf(kept));
    }
}
