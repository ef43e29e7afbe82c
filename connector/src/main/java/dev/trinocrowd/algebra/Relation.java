package dev.trinocrowd.algebra;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import java.util.List;
import java.util.Set;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// A bag of rows that is computed from families of ids, exactly as SQL defines it.
///
/// A relation has **leaves**, numbered from 0; each has some key columns and one member column. A row has one id and some of the leaves, at
/// least one: the member of each leaf that it has is that id, a leaf that it has not is NULL in all its columns. No two rows have the same
/// id, the same leaves and the same keys.
///
/// A scan has one leaf, a join has those of its left side followed by those of its right side, and DISTINCT makes one new leaf. The parts of
/// an expression count leaves from their own inputs; [KeyColumn#shifted], [Member#shifted] and [KeyPredicate#shifted] carry them over.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Relation.Scan.class, name = "scan"),
    @JsonSubTypes.Type(value = Relation.SelectKeys.class, name = "keys"),
    @JsonSubTypes.Type(value = Relation.SelectMember.class, name = "member"),
    @JsonSubTypes.Type(value = Relation.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Relation.Distinct.class, name = "distinct"),
})
public sealed interface Relation
{
    int leafCount();

    /// How many key columns a leaf has.
    int keyCount(int leaf);

    /// What is certain about the leaves of every row: of each of these sets, it has at least one.
    Presences presences();

    /// Whether some row may have none of the member's leaves, so that its member is NULL.
    default boolean canBeAbsent(Member member)
    {
        return !presences().covers(member.leaves());
    }

    /// All rows of a family.
    ///
    /// @param source the family, as a position in the list that the evaluator is given
    /// @param name for the printed form, as are the names of the key columns
    record Scan(int source, String name, List<String> keys)
            implements Relation
    {
        public Scan
        {
            requireNonNull(name, "name is null");
            checkArgument(source >= 0, "source must not be negative, found %s", source);
            keys = ImmutableList.copyOf(keys);
        }

        @Override
        public int leafCount()
        {
            return 1;
        }

        @Override
        public int keyCount(int leaf)
        {
            checkLeaf(this, leaf);
            return keys.size();
        }

        @Override
        public Presences presences()
        {
            return Presences.of(ImmutableSet.of(0));
        }

        @Override
        public String toString()
        {
            return RelationPrinter.print(this);
        }
    }

    /// The rows whose keys and absent leaves meet a condition.
    record SelectKeys(Relation input, KeyPredicate predicate)
            implements Relation
    {
        public SelectKeys
        {
            requireNonNull(input, "input is null");
            checkColumns(input, predicate);
        }

        @Override
        public int leafCount()
        {
            return input.leafCount();
        }

        @Override
        public int keyCount(int leaf)
        {
            return input.keyCount(leaf);
        }

        @Override
        public Presences presences()
        {
            Presences presences = input.presences();
            for (int leaf : predicate.leaves()) {
                if (predicate.rejectsAbsent(leaf)) {
                    presences = presences.and(ImmutableSet.of(leaf));
                }
            }
            return (predicate instanceof KeyPredicate.Or or && or.terms().stream().allMatch(term -> term instanceof KeyPredicate.Presence presence && presence.present()))
                    ? presences.and(or.leaves())
                    : presences;
        }

        @Override
        public String toString()
        {
            return RelationPrinter.print(this);
        }
    }

    /// The rows whose member is in one of some ranges; a member that is NULL is in none.
    ///
    /// @param ranges in ascending order, without overlaps
    record SelectMember(Relation input, Member member, List<IdRange> ranges)
            implements Relation
    {
        public SelectMember
        {
            checkMember(input, member);
            ranges = ImmutableList.copyOf(ranges);
            for (int i = 1; i < ranges.size(); i++) {
                checkArgument(ranges.get(i - 1).last() < ranges.get(i).first(), "ranges must ascend without overlaps, found %s before %s", ranges.get(i - 1), ranges.get(i));
            }
        }

        @Override
        public int leafCount()
        {
            return input.leafCount();
        }

        @Override
        public int keyCount(int leaf)
        {
            return input.keyCount(leaf);
        }

        @Override
        public Presences presences()
        {
            return input.presences().and(member.leaves());
        }

        @Override
        public String toString()
        {
            return RelationPrinter.print(this);
        }
    }

    /// The pairs of rows whose members are equal; a member that is NULL equals none.
    ///
    /// @param leftMember of the left side's leaves
    /// @param rightMember of the right side's leaves, counted from the first of the right side
    record Join(JoinKind kind, Relation left, Member leftMember, Relation right, Member rightMember)
            implements Relation
    {
        public Join
        {
            requireNonNull(kind, "kind is null");
            checkMember(left, leftMember);
            checkMember(right, rightMember);
        }

        public static Join of(JoinKind kind, Relation left, Relation right)
        {
            return new Join(kind, left, Member.of(0), right, Member.of(0));
        }

        @Override
        public int leafCount()
        {
            return left.leafCount() + right.leafCount();
        }

        @Override
        public int keyCount(int leaf)
        {
            return leaf < left.leafCount() ? left.keyCount(leaf) : right.keyCount(leaf - left.leafCount());
        }

        @Override
        public Presences presences()
        {
            Presences rightPresences = right.presences().shifted(left.leafCount());
            return switch (kind) {
                case INNER -> left.presences().and(leftMember.leaves()).and(rightPresences).and(rightMember.shifted(left.leafCount()).leaves());
                case LEFT -> left.presences();
                case FULL -> left.presences().or(rightPresences);
            };
        }

        @Override
        public String toString()
        {
            return RelationPrinter.print(this);
        }
    }

    /// The distinct rows of some key columns and a member: one leaf, with those key columns in that order.
    ///
    /// @param member must not be NULL in any row, see [Relation#canBeAbsent]
    record Distinct(Relation input, List<KeyColumn> keys, Member member)
            implements Relation
    {
        public Distinct
        {
            checkMember(input, member);
            keys = ImmutableList.copyOf(keys);
            keys.forEach(key -> checkColumn(input, key));
            checkArgument(!input.canBeAbsent(member), "the member of DISTINCT must not be NULL, found leaves %s of %s, which can all be absent", member.leaves(), input);
        }

        @Override
        public int leafCount()
        {
            return 1;
        }

        @Override
        public int keyCount(int leaf)
        {
            checkLeaf(this, leaf);
            return keys.size();
        }

        @Override
        public Presences presences()
        {
            return Presences.of(ImmutableSet.of(0));
        }

        @Override
        public String toString()
        {
            return RelationPrinter.print(this);
        }
    }

    private static void checkLeaf(Relation relation, int leaf)
    {
        checkArgument(leaf < relation.leafCount(), "leaf must be less than %s, found %s", relation.leafCount(), leaf);
    }

    static void checkMember(Relation relation, Member member)
    {
        member.leaves().forEach(leaf -> checkLeaf(relation, leaf));
    }

    static void checkColumn(Relation relation, KeyColumn column)
    {
        checkLeaf(relation, column.leaf());
        int count = relation.keyCount(column.leaf());
        checkArgument(column.column() < count, "key column of leaf %s must be less than %s, found %s", column.leaf(), count, column.column());
    }

    private static void checkColumns(Relation relation, KeyPredicate predicate)
    {
        Set<Integer> leaves = predicate.leaves();
        leaves.forEach(leaf -> checkLeaf(relation, leaf));
        switch (predicate) {
            case KeyPredicate.In in -> checkColumn(relation, in.column());
            case KeyPredicate.Compare compare -> {
                checkColumn(relation, compare.left());
                checkColumn(relation, compare.right());
            }
            case KeyPredicate.And and -> and.terms().forEach(term -> checkColumns(relation, term));
            case KeyPredicate.Or or -> or.terms().forEach(term -> checkColumns(relation, term));
            case KeyPredicate.TupleIn _ -> {
            }
            case KeyPredicate.Presence _ -> {
            }
        }
    }
}
