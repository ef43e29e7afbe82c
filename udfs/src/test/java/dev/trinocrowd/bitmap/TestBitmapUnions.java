package dev.trinocrowd.bitmap;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestBitmapUnions
{
    private static final long SEED = 20261121;

    @Test
    void groupsKeepTheirOwnIds()
    {
        for (long seed = SEED; seed < SEED + 20; seed++) {
            Random random = new Random(seed);
            int groups = 1 + random.nextInt(300);
            int idsPerGroup = 1 << random.nextInt(10);
            BitmapUnions unions = new BitmapUnions(0);
            unions.ensureCapacity(groups);
            List<Set<Long>> expected = Stream.<Set<Long>>generate(HashSet::new).limit(groups).toList();
            for (int i = 0; i < 50_000; i++) {
                int group = (int) (groups * random.nextDouble() * random.nextDouble());
                long id = random.nextInt(4 * idsPerGroup);
                unions.add(group, id);
                expected.get(group).add(id);
                if (random.nextInt(5000) == 0) {
                    unions.clear(group);
                    expected.get(group).clear();
                }
            }
            for (int group = 0; group < groups; group++) {
                assertResult(unions, group, expected.get(group), "seed " + seed + ", group " + group);
            }
        }
    }

    @Test
    void orderOfIdsAndMergesDoesNotMatter()
    {
        RandomSets sets = new RandomSets(SEED);
        for (int round = 0; round < 30; round++) {
            BitmapUnions whole = new BitmapUnions(1);
            BitmapUnions merged = new BitmapUnions(1);
            for (int part = 0; part < 4; part++) {
                TreeSet<Long> ids = new TreeSet<>(sets.next());
                BitmapUnions alone = new BitmapUnions(1);
                ids.descendingSet().forEach(id -> {
                    whole.add(0, id);
                    alone.add(0, id);
                });
                alone.result(0).ifPresent(bitmap -> merged.add(0, bitmap));
            }
            assertThat(merged.result(0).map(Bitmap::slice)).as("seed %s, round %s", SEED, round).isEqualTo(whole.result(0).map(Bitmap::slice));
        }
    }

    @Test
    void largeGroupsBecomeBitmapsPieceByPiece()
    {
        BitmapUnions unions = new BitmapUnions(1);
        Random random = new Random(SEED);
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 400_000; i++) {
            long id = random.nextInt(1_000_000);
            unions.add(0, id);
            expected.add(id);
        }
        assertResult(unions, 0, expected, "seed " + SEED);
        // Eight bytes an id would be 3.2 MB, even without the repeats.
        assertThat(unions.retainedSize()).isLessThan(2_600_000);
    }

    @Test
    void repeatsDoNotPileUp()
    {
        BitmapUnions unions = new BitmapUnions(1000);
        for (int i = 0; i < 4000; i++) {
            for (int group = 0; group < 1000; group++) {
                unions.add(group, i % 30);
            }
        }
        // 1000 groups of 30 distinct ids, each held up to 246 times eight bytes.
        assertThat(unions.retainedSize()).isLessThan(5_000_000);
        assertThat(unions.result(7).orElseThrow().cardinality()).isEqualTo(30);
    }

    @Test
    void resultMayBeAskedForBetweenAdditions()
    {
        BitmapUnions unions = new BitmapUnions(1);
        Set<Long> expected = new HashSet<>();
        assertThat(unions.result(0)).isEmpty();
        for (long id = 0; id < 3000; id++) {
            unions.add(0, 7 * id);
            expected.add(7 * id);
            if (id % 500 == 0) {
                assertResult(unions, 0, expected, "id " + id);
            }
        }
    }

    @Test
    void anEmptyBitmapIsSomething()
    {
        BitmapUnions unions = new BitmapUnions(1);
        unions.add(0, Bitmap.empty());
        assertThat(unions.result(0).orElseThrow().isEmpty()).isTrue();
        unions.clear(0);
        assertThat(unions.result(0)).isEmpty();
    }

    @Test
    void aNewInstanceIsSmall()
    {
        BitmapUnions unions = new BitmapUnions(0);
        unions.ensureCapacity(1000);
        for (int group = 0; group < 1000; group++) {
            unions.add(group, group);
        }
        // One id a group needs nothing but the two longs that each group has anyway.
        assertThat(unions.retainedSize()).isLessThan(17_500);
    }

    private static void assertResult(BitmapUnions unions, int group, Set<Long> expected, String description)
    {
        Optional<Bitmap> result = unions.result(group);
        assertThat(result.isPresent()).as(description).isEqualTo(!expected.isEmpty());
        if (result.isPresent()) {
            assertThat(result.get().slice()).as(description).isEqualTo(RandomSets.bitmap(new TreeSet<>(expected)).slice());
        }
    }
}
