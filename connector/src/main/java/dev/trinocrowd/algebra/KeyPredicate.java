package dev.trinocrowd.algebra;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import java.util.List;
import java.util.Set;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// A condition on the key columns of a row and on which of its leaves are absent.
///
/// A predicate is true or not, never NULL: where SQL has NULL, a row does not pass. There is no NOT for that reason; whoever builds a
/// predicate turns the conditions below it round instead.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = KeyPredicate.In.class, name = "in"),
    @JsonSubTypes.Type(value = KeyPredicate.TupleIn.class, name = "tuples"),
    @JsonSubTypes.Type(value = KeyPredicate.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = KeyPredicate.Compare.class, name = "compare"),
    @JsonSubTypes.Type(value = KeyPredicate.And.class, name = "and"),
    @JsonSubTypes.Type(value = KeyPredicate.Or.class, name = "or"),
})
public sealed interface KeyPredicate
{
    boolean test(RowClass rowClass);

    /// Whether no row passes whose leaf is absent.
    boolean rejectsAbsent(int leaf);

    /// Whether no row passes whose leaf is present.
    boolean rejectsPresent(int leaf);

    /// The leaves whose keys or presence are looked at.
    Set<Integer> leaves();

    /// The same predicate where `count` more leaves (fewer, if it is negative) stand before its own.
    KeyPredicate shifted(int count);

    /// `member IS NULL`
    static KeyPredicate isNull(Member member)
    {
        return and(member.leaves().stream().map(leaf -> new Presence(leaf, false)).collect(toImmutableList()));
    }

    /// `member IS NOT NULL`
    static KeyPredicate isNotNull(Member member)
    {
        return or(member.leaves().stream().map(leaf -> new Presence(leaf, true)).collect(toImmutableList()));
    }

    static KeyPredicate in(KeyColumn column, KeyValue... values)
    {
        return new In(column, false, ImmutableSet.copyOf(values).stream().sorted().map(KeyRange::point).collect(toImmutableList()));
    }

    static KeyPredicate and(List<? extends KeyPredicate> terms)
    {
        return terms.size() == 1 ? terms.getFirst() : new And(ImmutableList.copyOf(terms));
    }

    static KeyPredicate or(List<? extends KeyPredicate> terms)
    {
        return terms.size() == 1 ? terms.getFirst() : new Or(ImmutableList.copyOf(terms));
    }

    /// A value in one of some ranges, or NULL where that is allowed: what Trino calls a domain.
    ///
    /// @param ranges in ascending order, without overlaps
    record In(KeyColumn column, boolean nullAllowed, List<KeyRange> ranges)
            implements KeyPredicate
    {
        public In
        {
            requireNonNull(column, "column is null");
            ranges = ImmutableList.copyOf(ranges);
            for (int i = 1; i < ranges.size(); i++) {
                KeyRange previous = ranges.get(i - 1);
                KeyRange next = ranges.get(i);
                checkArgument(previous.isBefore(next), "ranges must ascend without overlaps, found %s before %s", previous, next);
            }
        }

        @Override
        public boolean test(RowClass rowClass)
        {
            KeyValue value = rowClass.value(column);
            if (value.isNull()) {
                return nullAllowed;
            }
            int low = 0;
            int high = ranges.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                KeyRange range = ranges.get(middle);
                if (range.contains(value)) {
                    return true;
                }
                if (range.isAbove(value)) {
                    high = middle - 1;
                }
                else {
                    low = middle + 1;
                }
            }
            return false;
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return leaf == column.leaf() && !nullAllowed;
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return false;
        }

        @Override
        public Set<Integer> leaves()
        {
            return ImmutableSet.of(column.leaf());
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new In(column.shifted(count), nullAllowed, ranges);
        }
    }

    /// The key tuple of a leaf is one of some: the way to say what was found out by looking at each of a table's key tuples.
    ///
    /// @param absentAllowed whether rows without the leaf pass
    record TupleIn(int leaf, boolean absentAllowed, Set<KeyTuple> tuples)
            implements KeyPredicate
    {
        public TupleIn
        {
            tuples = ImmutableSet.copyOf(tuples);
        }

        @Override
        public boolean test(RowClass rowClass)
        {
            return rowClass.key(leaf).map(tuples::contains).orElse(absentAllowed);
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return leaf == this.leaf && !absentAllowed;
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return leaf == this.leaf && tuples.isEmpty();
        }

        @Override
        public Set<Integer> leaves()
        {
            return ImmutableSet.of(leaf);
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new TupleIn(leaf + count, absentAllowed, tuples);
        }
    }

    /// Whether the leaf was matched: `member IS NOT NULL` or `member IS NULL`.
    record Presence(int leaf, boolean present)
            implements KeyPredicate
    {
        @Override
        public boolean test(RowClass rowClass)
        {
            return rowClass.isPresent(leaf) == present;
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return leaf == this.leaf && present;
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return leaf == this.leaf && !present;
        }

        @Override
        public Set<Integer> leaves()
        {
            return ImmutableSet.of(leaf);
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new Presence(leaf + count, present);
        }
    }

    /// One key column compared with another of the same type.
    record Compare(KeyColumn left, Comparison comparison, KeyColumn right)
            implements KeyPredicate
    {
        public Compare
        {
            requireNonNull(left, "left is null");
            requireNonNull(comparison, "comparison is null");
            requireNonNull(right, "right is null");
        }

        @Override
        public boolean test(RowClass rowClass)
        {
            return comparison.test(rowClass.value(left), rowClass.value(right));
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return comparison.rejectsNull() && leaves().contains(leaf);
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return false;
        }

        @Override
        public Set<Integer> leaves()
        {
            return ImmutableSet.of(left.leaf(), right.leaf());
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new Compare(left.shifted(count), comparison, right.shifted(count));
        }
    }

    /// All of the terms; true if there are none.
    record And(List<KeyPredicate> terms)
            implements KeyPredicate
    {
        public And
        {
            terms = ImmutableList.copyOf(terms);
        }

        @Override
        public boolean test(RowClass rowClass)
        {
            return terms.stream().allMatch(term -> term.test(rowClass));
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return terms.stream().anyMatch(term -> term.rejectsAbsent(leaf));
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return terms.stream().anyMatch(term -> term.rejectsPresent(leaf));
        }

        @Override
        public Set<Integer> leaves()
        {
            return terms.stream().flatMap(term -> term.leaves().stream()).collect(ImmutableSet.toImmutableSet());
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new And(terms.stream().map(term -> term.shifted(count)).collect(toImmutableList()));
        }
    }

    /// At least one of the terms; not true if there are none.
    record Or(List<KeyPredicate> terms)
            implements KeyPredicate
    {
        public Or
        {
            terms = ImmutableList.copyOf(terms);
        }

        @Override
        public boolean test(RowClass rowClass)
        {
            return terms.stream().anyMatch(term -> term.test(rowClass));
        }

        @Override
        public boolean rejectsAbsent(int leaf)
        {
            return terms.stream().allMatch(term -> term.rejectsAbsent(leaf));
        }

        @Override
        public boolean rejectsPresent(int leaf)
        {
            return terms.stream().allMatch(term -> term.rejectsPresent(leaf));
        }

        @Override
        public Set<Integer> leaves()
        {
            return terms.stream().flatMap(term -> term.leaves().stream()).collect(ImmutableSet.toImmutableSet());
        }

        @Override
        public KeyPredicate shifted(int count)
        {
            return new Or(terms.stream().map(term -> term.shifted(count)).collect(toImmutableList()));
        }
    }
}
