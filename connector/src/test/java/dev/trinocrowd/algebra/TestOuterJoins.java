package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.trinocrowd.algebra.JoinKind.FULL;
import static dev.trinocrowd.algebra.JoinKind.INNER;
import static dev.trinocrowd.algebra.JoinKind.LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rows without a match, keys that are NULL, and how they differ.
final class TestOuterJoins
{
    private static final Scan VIP = new Scan(0, "vip", ImmutableList.of());
    private static final Scan CROWDS = new Scan(1, "crowds", ImmutableList.of("crowd"));
    private static final KeyColumn CROWD = new KeyColumn(1, 0);

    private final Evaluator evaluator = new Evaluator(List.of(Family.of(IdSet.of(1, 2, 3)), Family.of(crowds())), 10);

    private static Map<KeyTuple, IdSet> crowds()
    {
        Map<KeyTuple, IdSet> crowds = new LinkedHashMap<>();
        crowds.put(KeyTuple.of(KeyValue.of("a")), IdSet.of(2, 9));
        crowds.put(KeyTuple.of(KeyValue.of("b")), IdSet.EMPTY);
        crowds.put(KeyTuple.of(KeyValue.NULL), IdSet.of(3));
        return crowds;
    }

    @Test
    void aNullKeyIsNotAMissingMatch()
    {
        Relation joined = Join.of(LEFT, VIP, CROWDS);
        assertThat(count(new SelectKeys(joined, new KeyPredicate.In(CROWD, true, ImmutableList.of())))).isEqualTo(2);
        assertThat(count(new SelectKeys(joined, KeyPredicate.isNull(Member.of(1))))).isEqualTo(1);
    }

    @Test
    void bothAreOneGroupAsTheirKeysAreNull()
    {
        Aggregate aggregate = new Aggregate(
                Join.of(LEFT, VIP, CROWDS),
                ImmutableList.of(CROWD),
                ImmutableList.of(new Aggregation.CountRows(), new Aggregation.CountMember(Member.of(1)), new Aggregation.CountKey(CROWD)));
        assertThat(groups(aggregate)).containsExactly(
                "(a) [Count[count=1], Count[count=1], Count[count=1]]",
                "(NULL) [Count[count=2], Count[count=1], Count[count=0]]");
    }

    @Test
    void aMemberThatIsNullJoinsNothing()
    {
        Relation left = Join.of(LEFT, VIP, CROWDS);
        Relation again = new Join(INNER, left, Member.of(1), VIP, Member.of(0));
        assertThat(count(again)).isEqualTo(2);
        assertThat(count(new Join(FULL, left, Member.of(1), VIP, Member.of(0)))).isEqualTo(4);
    }

    @Test
    void aFullJoinByUsingHasTheIdOfEitherSide()
    {
        Relation full = Join.of(FULL, VIP, CROWDS);
        Member either = Member.of(0).or(Member.of(1));
        assertThat(full.canBeAbsent(Member.of(0))).isTrue();
        assertThat(full.canBeAbsent(either)).isFalse();
        assertThat(count(new Distinct(full, ImmutableList.of(), either))).isEqualTo(4);
        assertThat(groups(new Aggregate(full, ImmutableList.of(), ImmutableList.of(new Aggregation.CountDistinct(either), new Aggregation.CountDistinct(Member.of(0))))))
                .containsExactly("() [Count[count=4], Count[count=3]]");
    }

    @Test
    void distinctMembersMustNotBeNull()
    {
        Relation joined = Join.of(LEFT, VIP, CROWDS);
        assertThatThrownBy(() -> new Distinct(joined, ImmutableList.of(), Member.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the member of DISTINCT must not be NULL, found leaves [1] of vip ⟕ crowds, which can all be absent");
        Relation matched = new SelectKeys(joined, KeyPredicate.isNotNull(Member.of(1)));
        assertThat(count(new Distinct(matched, ImmutableList.of(), Member.of(1)))).isEqualTo(2);
    }

    @Test
    void groupsWithoutRowsAreLeftOutButTheGroupOfEverything()
    {
        assertThat(groups(new Aggregate(CROWDS, ImmutableList.of(new KeyColumn(0, 0)), ImmutableList.of()))).containsExactly("(a) []", "(NULL) []");
        Relation none = new SelectKeys(CROWDS, KeyPredicate.in(new KeyColumn(0, 0), KeyValue.of("b")));
        assertThat(groups(
                new Aggregate(none, ImmutableList.of(), ImmutableList.of(new Aggregation.CountRows(), new Aggregation.Min(Member.of(0)), new Aggregation.Union(Member.of(0))))))
                .containsExactly("() [Count[count=0], Id[id=OptionalLong.empty], Ids[ids=0 ids]]");
    }

    @Test
    void aJoinOfTooManyKeysIsRefused()
    {
        Map<KeyTuple, IdSet> many = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            many.put(KeyTuple.of(KeyValue.of(i)), IdSet.of(7));
        }
        Scan scan = new Scan(0, "many", ImmutableList.of("key"));
        assertThatThrownBy(() -> count(new Evaluator(List.of(Family.of(many)), 15), Join.of(INNER, scan, scan)))
                .isInstanceOf(TooManyClassesException.class)
                .hasMessage("A join of crowds must pair at most 15 combinations of keys, found 16");
        assertThat(count(new Evaluator(List.of(Family.of(many)), 16), Join.of(INNER, scan, scan))).isEqualTo(16);
    }

    private long count(Relation relation)
    {
        return count(evaluator, relation);
    }

    private static long count(Evaluator evaluator, Relation relation)
    {
        Aggregate count = new Aggregate(relation, ImmutableList.of(), ImmutableList.of(new Aggregation.CountRows()));
        return ((AggregateValue.Count) evaluator.aggregate(count, ChunkRange.ALL).finish().getFirst().values().getFirst()).count();
    }

    private List<String> groups(Aggregate aggregate)
    {
        return evaluator.aggregate(aggregate, ChunkRange.ALL).finish().stream().map(group -> group.key() + " " + group.values()).toList();
    }
}
