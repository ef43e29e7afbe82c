package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.stream.IntStream;

import static dev.trinocrowd.shop.story.Category.CATEGORIES;
import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.util.Comparator.comparingLong;

/// The products of a shop. Within a category the k-th most popular product is looked at 1/k times as often as the first (Zipf).
///
/// The tenth of each category that is least popular is never looked at, and the quarter is never bought.
final class Catalogue
{
    static final List<String> BRANDS = List.of(
            "Alder", "Birk", "Cordis", "Dova", "Elmo", "Fenn", "Gilder", "Hale", "Isar", "Juno",
            "Kestrel", "Lumo", "Marl", "Noor", "Orla", "Pavo", "Quill", "Rowan", "Solis", "Tarn");

    private static final int LEAST = 500;
    private static final int MOST = 50_000;
    private static final int USERS_PER_PRODUCT = 20;
    private static final int BRANDS_PER_CATEGORY = 6;

    private final int size;
    private final byte[] categories;
    private final byte[] brands;
    private final byte[] nouns;
    private final long[] prices;
    private final int[] stocks;
    private final boolean[] onShelf;
    /// Position within the category, the most popular first.
    private final int[] ranks;
    private final int[][] byRank;
    private final Weights[] popularity;

    Catalogue(Scale scale)
    {
        size = clamp(scale.users() / USERS_PER_PRODUCT, LEAST, MOST);
        categories = new byte[size];
        brands = new byte[size];
        nouns = new byte[size];
        prices = new long[size];
        stocks = new int[size];
        onShelf = new boolean[size];
        ranks = new int[size];
        long[] popular = new long[size];
        Dice dice = new Dice();
        for (int product = 0; product < size; product++) {
            dice.reset(scale.seed(), product, Purpose.CATALOGUE.number());
            // The first products go round the categories, so that none stays empty.
            Category category = CATEGORIES.get(product < CATEGORIES.size() ? product : Category.WEIGHTS.pick(dice));
            categories[product] = (byte) category.number();
            brands[product] = (byte) ((category.number() * 3 + dice.below(BRANDS_PER_CATEGORY)) % BRANDS.size());
            nouns[product] = (byte) dice.below(category.nouns().size());
            prices[product] = (category.lowest() + dice.low(category.highest() - category.lowest() + 1)) * 100L - 10;
            stocks[product] = dice.chance(400) ? 0 : 20 + dice.low(2_000);
            onShelf[product] = !dice.chance(300);
            popular[product] = dice.next();
        }
        byRank = new int[CATEGORIES.size()][];
        popularity = new Weights[CATEGORIES.size()];
        for (int category = 0; category < byRank.length; category++) {
            rank(category, popular);
        }
    }

    private void rank(int category, long[] popular)
    {
        int[] ranked = IntStream.range(0, size)
                .filter(product -> categories[product] == category)
                .boxed()
                .sorted(comparingLong(product -> popular[product]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < ranked.length; rank++) {
            ranks[ranked[rank]] = rank;
        }
        byRank[category] = ranked;
        int alive = max(1, ranked.length * 9 / 10);
        for (int rank = alive; rank < ranked.length; rank++) {
            if (rank % 2 == 0) {
                onShelf[ranked[rank]] = false;
                stocks[ranked[rank]] = 0;
            }
        }
        popularity[category] = Weights.of(alive, rank -> 1_000_000 / (rank + 1));
    }

    int size()
    {
        return size;
    }

    int pick(Dice dice, int category)
    {
        return byRank[category][popularity[category].pick(dice)];
    }

    /// The product itself if it is one that is bought, or else a more popular one.
    int bought(int product)
    {
        int[] ranked = byRank[categories[product]];
        int rank = ranks[product];
        return rank * 4 < ranked.length * 3 ? product : ranked[rank / 2];
    }

    /// What is often bought with a product: the neighbour in its category.
    int companion(int product)
    {
        int[] ranked = byRank[categories[product]];
        int neighbour = ranks[product] ^ 1;
        return bought(ranked[neighbour < ranked.length ? neighbour : 0]);
    }

    int category(int product)
    {
        return categories[product];
    }

    int brand(int product)
    {
        return brands[product];
    }

    /// In cents, on a common day.
    long price(int product)
    {
        return prices[product];
    }

    /// In cents: promotion days have lower prices.
    long price(int product, int day)
    {
        return prices[product] * (100 - Season.discount(day)) / 100;
    }

    int stock(int product)
    {
        return stocks[product];
    }

    boolean isOnShelf(int product)
    {
        return onShelf[product];
    }

    List<String> names()
    {
        ImmutableList.Builder<String> names = ImmutableList.builderWithExpectedSize(size);
        for (int product = 0; product < size; product++) {
            names.add("%s %s %s".formatted(BRANDS.get(brands[product]), CATEGORIES.get(categories[product]).nouns().get(nouns[product]), product + 1));
        }
        return names.build();
    }
}
