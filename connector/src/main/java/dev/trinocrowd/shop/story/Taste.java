package dev.trinocrowd.shop.story;

import static java.lang.Math.min;

/// Which products one customer comes to.
final class Taste
{
    private static final int FAVOURITE_CATEGORY = 4_500;
    private static final int SECOND_CATEGORY = 7_000;
    private static final long DEAR = 1_000_00;
    private static final Weights PIECES = Weights.of(80, 15, 5);

    private final Catalogue catalogue;
    private final Dice dice = new Dice();
    private boolean cheapest;
    private int favourite;
    private int second;

    Taste(Catalogue catalogue)
    {
        this.catalogue = catalogue;
    }

    void know(long seed, Profile profile)
    {
        dice.reset(seed, profile.userId(), Purpose.TASTE.number());
        favourite = Category.WEIGHTS.pick(dice);
        second = Category.WEIGHTS.pick(dice);
        cheapest = profile.isMostSensitive();
    }

    int product(Dice visit)
    {
        int draw = visit.below(Dice.CERTAIN);
        int category = draw < FAVOURITE_CATEGORY ? favourite : draw < SECOND_CATEGORY ? second : Category.WEIGHTS.pick(visit);
        int product = catalogue.pick(visit, category);
        if (cheapest) {
            int other = catalogue.pick(visit, category);
            return catalogue.price(other) < catalogue.price(product) ? other : product;
        }
        return product;
    }

    int pieces(Dice visit, int product)
    {
        int pieces = PIECES.pick(visit) + 1;
        return catalogue.price(product) >= DEAR ? min(pieces, 1) : pieces;
    }
}
