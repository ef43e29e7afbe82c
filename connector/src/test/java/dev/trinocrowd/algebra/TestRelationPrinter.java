package dev.trinocrowd.algebra;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.algebra.Relation.Distinct;
import dev.trinocrowd.algebra.Relation.Join;
import dev.trinocrowd.algebra.Relation.Scan;
import dev.trinocrowd.algebra.Relation.SelectKeys;
import dev.trinocrowd.algebra.Relation.SelectMember;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import static dev.trinocrowd.algebra.JoinKind.FULL;
import static dev.trinocrowd.algebra.JoinKind.INNER;
import static dev.trinocrowd.algebra.JoinKind.LEFT;
import static org.assertj.core.api.Assertions.assertThat;

final class TestRelationPrinter
{
    private static final Scan VIP = new Scan(0, "vip", ImmutableList.of());
    private static final Scan PARIS = new Scan(1, "paris", ImmutableList.of());
    private static final Scan OPTED_OUT = new Scan(2, "opted_out", ImmutableList.of());
    private static final Scan CROWDS = new Scan(3, "crowds", ImmutableList.of("crowd"));
    private static final Scan TAGS = new Scan(4, "tags", ImmutableList.of("tag", "value"));
    private static final KeyColumn FIRST = new KeyColumn(0, 0);
    private static final KeyColumn SECOND = new KeyColumn(0, 1);

    @Test
    void setsReadAsPeopleWriteThem()
    {
        Relation both = Join.of(INNER, VIP, PARIS);
        Relation rest = new SelectKeys(Join.of(LEFT, both, OPTED_OUT), new KeyPredicate.Presence(2, false));
        assertThat(count(rest)).hasToString("count(vip ∩ paris \\ opted_out)");
        assertThat(Join.of(INNER, VIP, Join.of(FULL, PARIS, OPTED_OUT))).hasToString("vip ∩ (paris ∪ opted_out)");
        assertThat(Join.of(INNER, Join.of(FULL, VIP, PARIS), OPTED_OUT)).hasToString("(vip ∪ paris) ∩ opted_out");
        assertThat(Join.of(INNER, VIP, rest)).hasToString("vip ∩ (vip ∩ paris \\ opted_out)");
        assertThat(Join.of(LEFT, VIP, PARIS)).hasToString("vip ⟕ paris");
    }

    @Test
    void keysThatAreListedAreInBrackets()
    {
        Relation vip = new SelectKeys(CROWDS, KeyPredicate.in(FIRST, KeyValue.of("vip")));
        Relation city = new SelectKeys(TAGS, KeyPredicate.and(List.of(
                KeyPredicate.in(FIRST, KeyValue.of("city")),
                KeyPredicate.in(SECOND, KeyValue.of("paris"), KeyValue.of("lyon")))));
        assertThat(Join.of(INNER, vip, city)).hasToString("crowds[vip] ∩ tags[city, {lyon, paris}]");
    }

    @Test
    void longListsAndTextsAreShortened()
    {
        KeyValue[] values = IntStream.range(0, 9).mapToObj(i -> KeyValue.of("c" + i)).toArray(KeyValue[]::new);
        assertThat(new SelectKeys(CROWDS, KeyPredicate.in(FIRST, values))).hasToString("crowds[c0, c1, c2, c3, c4, …]");
        assertThat(new SelectKeys(CROWDS, KeyPredicate.in(FIRST, KeyValue.of("😀".repeat(100))))).hasToString("crowds[" + "😀".repeat(39) + "…]");
        List<IdRange> points = IntStream.range(0, 9).mapToObj(IdRange::point).toList();
        assertThat(new SelectMember(VIP, Member.of(0), points)).hasToString("σ[0, 1, 2, 3, 4, …](vip)");
    }

    @Test
    void otherConditionsAreSpeltOut()
    {
        KeyRange range = new KeyRange(KeyValue.of("a"), true, KeyValue.of("c"), false);
        assertThat(new SelectKeys(CROWDS, new KeyPredicate.In(FIRST, true, ImmutableList.of(range)))).hasToString("crowds[a <= crowd < c OR crowd IS NULL]");
        assertThat(new SelectKeys(Join.of(INNER, CROWDS, TAGS), new KeyPredicate.Compare(FIRST, Comparison.LESS_THAN, new KeyColumn(1, 0))))
                .hasToString("σ[crowds.crowd < tags.tag](crowds ∩ tags)");
        assertThat(new SelectKeys(CROWDS, KeyPredicate.or(List.of()))).hasToString("crowds[FALSE]");
        assertThat(new SelectMember(VIP, Member.of(0), ImmutableList.of(new IdRange(1, 9)))).hasToString("σ[1–9](vip)");
    }

    @Test
    void aggregatesNameTheirGroups()
    {
        assertThat(new Aggregate(TAGS, ImmutableList.of(SECOND), ImmutableList.of(new Aggregation.CountDistinct(Member.of(0)), new Aggregation.CountRows())))
                .hasToString("count distinct, count(tags) by value");
        assertThat(new Aggregate(CROWDS, ImmutableList.of(FIRST), ImmutableList.of())).hasToString("keys(crowds) by crowd");
        assertThat(count(new Distinct(CROWDS, ImmutableList.of(), Member.of(0)))).hasToString("count(∪(crowds))");
        assertThat(new Distinct(TAGS, ImmutableList.of(SECOND), Member.of(0))).hasToString("∪[value](tags)");
    }

    @Test
    void valuesArePrintedAsTheCallerWants()
    {
        Scan active = new Scan(0, "active", ImmutableList.of("day"));
        Relation day = new SelectKeys(active, KeyPredicate.in(FIRST, KeyValue.of(20_000)));
        KeyFormat format = (_, _, value) -> LocalDate.ofEpochDay(((KeyValue.Whole) value).value()).toString();
        assertThat(RelationPrinter.print(count(day), format)).isEqualTo("count(active[2024-10-04])");
    }

    private static Aggregate count(Relation relation)
    {
        return new Aggregate(relation, ImmutableList.of(), ImmutableList.of(new Aggregation.CountRows()));
    }
}
