package dev.trinocrowd.algebra;

import java.util.ArrayList;
import java.util.List;

/// Joins rows by their ids.
///
/// Whether a pair of classes is wanted is found out before anything is computed for it.
final class JoinOperator
        extends Operator
{
    private static final int REJECTED = -1;

    private final Relation.Join join;
    private final Operator left;
    private final Operator right;
    private final KeyPredicate predicate;
    private final boolean hasPairs;
    private final Limit limit;
    private final Room room;
    private final Intersector intersector = new Intersector();

    private final PairTable pairs = new PairTable();
    private final List<RowClass> classes = new ArrayList<>();
    private final ClassMap<Integer> leftAlone = new ClassMap<>();
    private final ClassMap<Integer> rightAlone = new ClassMap<>();
    private final Side leftSide;
    private final Side rightSide;
    private final KeyTuple[] noLeft;
    private final KeyTuple[] noRight;

    /// @param predicate on the joined rows
    JoinOperator(Relation.Join join, Operator left, Operator right, KeyPredicate predicate, Limit limit, Room room)
    {
        this.join = join;
        this.left = left;
        this.right = right;
        this.predicate = predicate;
        this.limit = limit;
        this.room = room;
        leftSide = new Side(join.leftMember());
        rightSide = new Side(join.rightMember());
        noLeft = new KeyTuple[join.left().leafCount()];
        noRight = new KeyTuple[join.right().leafCount()];
        hasPairs = !rejectsMatches(join.leftMember()) && !rejectsMatches(join.rightMember().shifted(join.left().leafCount()));
    }

    /// A member of one leaf is only matched where that leaf is present.
    private boolean rejectsMatches(Member member)
    {
        return member.leaves().size() == 1 && predicate.rejectsPresent(member.leaves().iterator().next());
    }

    /// The rows of one side in the current chunk.
    private static final class Side
    {
        private final Member member;
        private final ClassMap<Boolean> isPresent = new ClassMap<>();
        private final List<RowClass> classes = new ArrayList<>();
        private final List<ChunkIds> ids = new ArrayList<>();
        private final List<RowClass> absentClasses = new ArrayList<>();
        private final List<ChunkIds> absentIds = new ArrayList<>();

        private Side(Member member)
        {
            this.member = member;
        }

        private void read(Operator operator, long chunk)
        {
            classes.clear();
            ids.clear();
            absentClasses.clear();
            absentIds.clear();
            if (operator.next(chunk) == chunk) {
                operator.rows(chunk, this::add);
            }
        }

        private void add(RowClass rowClass, ChunkIds rowIds)
        {
            if (isPresent.get(rowClass, member::isPresent)) {
                classes.add(rowClass);
                ids.add(rowIds);
            }
            else {
                absentClasses.add(rowClass);
                absentIds.add(rowIds);
            }
        }

        private int size()
        {
            return classes.size();
        }

        private void share(int users)
        {
            ids.forEach(rowIds -> rowIds.share(users));
        }
    }

    @Override
    long next(long from)
    {
        // Who asks for the next chunk is done with the rows of the one before.
        room.giveBack();
        return switch (join.kind()) {
            case INNER -> nextOfBoth(from);
            case LEFT -> left.next(from);
            case FULL -> Math.min(left.next(from), right.next(from));
        };
    }

    private long nextOfBoth(long from)
    {
        long chunk = left.next(from);
        while (chunk != END) {
            long other = right.next(chunk);
            if (other == chunk || other == END) {
                return other;
            }
            chunk = left.next(other);
            if (chunk == other) {
                return chunk;
            }
        }
        return END;
    }

    @Override
    void rows(long chunk, RowSink sink)
    {
        leftSide.read(left, chunk);
        rightSide.read(right, chunk);
        boolean isPaired = hasPairs && leftSide.size() > 0 && rightSide.size() > 0;
        leftSide.share((isPaired ? rightSide.size() : 0) + (join.kind().keepsLeft() ? 1 : 0) + (join.kind().keepsRight() ? 1 : 0));
        rightSide.share((isPaired ? leftSide.size() : 0) + (join.kind().keepsRight() ? 1 : 0) + (join.kind().keepsLeft() ? leftSide.size() : 0));
        if (isPaired) {
            limit.check((long) leftSide.size() * rightSide.size());
            pairs(sink);
        }
        if (join.kind().keepsLeft()) {
            rest(leftSide, rightSide, leftAlone, true, sink);
        }
        if (join.kind().keepsRight()) {
            rest(rightSide, leftSide, rightAlone, false, sink);
        }
    }

    private void pairs(RowSink sink)
    {
        int leftCount = leftSide.size();
        int rightCount = rightSide.size();
        CrossCounts cross = cross();
        for (int i = 0; i < leftCount; i++) {
            for (int j = 0; j < rightCount; j++) {
                int index = pairClass(i, j);
                if (index != REJECTED) {
                    sink.rows(
                            classes.get(index),
                            cross == null ? IntersectionIds.and(intersector, leftSide.ids.get(i), rightSide.ids.get(j)) : IntersectionIds.and(intersector, cross, i, j));
                }
            }
        }
    }

    /// Null if pairs are better counted one by one.
    private CrossCounts cross()
    {
        int sets = leftSide.size() + rightSide.size();
        if (!CrossCounts.areManyPairs((long) leftSide.size() * rightSide.size(), sets)) {
            return null;
        }
        int wanted = 0;
        for (int i = 0; i < leftSide.size(); i++) {
            for (int j = 0; j < rightSide.size(); j++) {
                wanted += pairClass(i, j) == REJECTED ? 0 : 1;
            }
        }
        return CrossCounts.areManyPairs(wanted, sets) ? CrossCounts.of(intersector, room, leftSide.ids, rightSide.ids) : null;
    }

    private int pairClass(int left, int right)
    {
        RowClass leftClass = leftSide.classes.get(left);
        RowClass rightClass = rightSide.classes.get(right);
        int index = pairs.get(leftClass.index(), rightClass.index());
        if (index == PairTable.UNKNOWN) {
            index = newClass(leftClass.keys(), rightClass.keys());
            pairs.put(leftClass.index(), rightClass.index(), index);
        }
        return index;
    }

    /// The rows of one side that match nothing of the other.
    private void rest(Side side, Side other, ClassMap<Integer> alone, boolean isLeft, RowSink sink)
    {
        for (int i = 0; i < side.absentClasses.size(); i++) {
            int index = alone.get(side.absentClasses.get(i), rowClass -> newAlone(rowClass, isLeft));
            if (index != REJECTED) {
                sink.rows(classes.get(index), side.absentIds.get(i));
            }
        }
        ChunkIds matched = other.size() == 0 ? null : UnionIds.of(intersector, other.ids);
        for (int i = 0; i < side.size(); i++) {
            int index = alone.get(side.classes.get(i), rowClass -> newAlone(rowClass, isLeft));
            if (index != REJECTED) {
                ChunkIds ids = side.ids.get(i);
                sink.rows(classes.get(index), matched == null ? ids : IntersectionIds.andNot(intersector, ids, matched));
            }
        }
    }

    private int newAlone(RowClass rowClass, boolean isLeft)
    {
        return isLeft ? newClass(rowClass.keys(), noRight) : newClass(noLeft, rowClass.keys());
    }

    private int newClass(KeyTuple[] leftKeys, KeyTuple[] rightKeys)
    {
        KeyTuple[] keys = new KeyTuple[leftKeys.length + rightKeys.length];
        System.arraycopy(leftKeys, 0, keys, 0, leftKeys.length);
        System.arraycopy(rightKeys, 0, keys, leftKeys.length, rightKeys.length);
        RowClass rowClass = new RowClass(classes.size(), keys);
        if (!predicate.test(rowClass)) {
            return REJECTED;
        }
        limit.check(classes.size() + 1L);
        classes.add(rowClass);
        return rowClass.index();
    }
}
