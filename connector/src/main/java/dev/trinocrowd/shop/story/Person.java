package dev.trinocrowd.shop.story;

import java.util.List;

/// What the shop knows about a customer as a person. Portraits can find something: the highest levels are mostly women of 25 to 34.
final class Person
{
    static final List<String> GENDERS = List.of("female", "male", "unknown");
    static final List<String> REGIONS = List.of("north", "north-east", "east", "south", "south-west", "north-west", "centre", "islands");
    static final List<String> LEVELS = List.of("basic", "silver", "gold", "platinum");
    static final List<String> CHANNELS = List.of("organic", "search", "social", "advertisement", "referral", "store");

    private static final int FEMALE = 0;
    private static final int GOLD = 2;
    private static final Weights REGION = Weights.of(17, 8, 26, 20, 9, 4, 14, 2);
    private static final Weights CHANNEL = Weights.of(30, 22, 20, 15, 9, 4);
    private static final Weights GENDER = Weights.of(49, 43, 8);
    private static final Weights GENDER_OF_HIGH_LEVEL = Weights.of(68, 28, 4);
    private static final Weights LEVEL = Weights.of(78, 17, 4, 1);
    private static final Weights LEVEL_OF_PAYER = Weights.of(45, 38, 13, 4);
    private static final Weights LEVEL_OF_LOYAL_PAYER = Weights.of(8, 32, 40, 20);
    private static final int PUSH_ALLOWED = 8_800;

    private final Dice dice = new Dice();
    private int gender;
    private int birthYear;
    private int region;
    private int level;
    private int channel;
    private boolean pushAllowed;

    void know(long seed, Profile profile)
    {
        dice.reset(seed, profile.userId(), Purpose.PERSON.number());
        level = (profile.isPayer() ? profile.stage() == Stage.LOYAL ? LEVEL_OF_LOYAL_PAYER : LEVEL_OF_PAYER : LEVEL).pick(dice);
        boolean high = level >= GOLD;
        gender = (high ? GENDER_OF_HIGH_LEVEL : GENDER).pick(dice);
        birthYear = high && gender == FEMALE && dice.chance(7_000) ? dice.between(1991, 2000) : 2007 - dice.low(50);
        region = REGION.pick(dice);
        channel = CHANNEL.pick(dice);
        pushAllowed = dice.chance(PUSH_ALLOWED);
    }

    int gender()
    {
        return gender;
    }

    int birthYear()
    {
        return birthYear;
    }

    int region()
    {
        return region;
    }

    int level()
    {
        return level;
    }

    int channel()
    {
        return channel;
    }

    boolean isPushAllowed()
    {
        return pushAllowed;
    }
}
