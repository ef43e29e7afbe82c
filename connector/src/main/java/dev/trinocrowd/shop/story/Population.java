package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.Campaign.ACTIVE_AFTER_DAYS;
import static dev.trinocrowd.shop.story.Campaign.AUDIENCE;
import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.Campaign.REGISTERED_BEFORE_DAYS;
import static dev.trinocrowd.shop.story.Profile.PAYER;
import static dev.trinocrowd.shop.story.Profile.VIEWER;
import static dev.trinocrowd.shop.story.Season.REGISTRATIONS;
import static dev.trinocrowd.shop.story.Season.VISITS;
import static dev.trinocrowd.shop.story.ShopYear.HOUR;
import static dev.trinocrowd.shop.story.ShopYear.SECOND;
import static dev.trinocrowd.shop.story.Stage.SHARES;
import static dev.trinocrowd.shop.story.Stage.STAGES;
import static java.lang.Math.max;

/// The customers of one shop. A profile depends on the shop's seed and the user id only. Not thread-safe.
final class Population
{
    /// How many come back on the day after, the seventh and the thirtieth after their registration, in ten-thousandths.
    static final int DAY_ONE = 4000;
    static final int DAY_SEVEN = 2500;
    static final int DAY_THIRTY = 1500;

    /// What a growing customer's few days have room for, beside the first, the last and the days 1, 7 and 30.
    private static final int MOST_CONVERSIONS_OF_GROWING = Stage.GROWING_DAYS - 5;

    private final long seed;
    private final Dice dice = new Dice();
    private final Dice starts = new Dice();

    Population(long seed)
    {
        this.seed = seed;
    }

    Profile profile(long userId)
    {
        dice.reset(seed, userId, Purpose.PLAN.number());
        Stage stage = STAGES.get(SHARES.pick(dice));
        int depth = depth(stage);
        int registrationDay = REGISTRATIONS.pick(dice, stage.firstRegistration(), stage.lastRegistration());
        boolean planned = stage != Stage.NOVICE;
        boolean dayOne = dice.chance(DAY_ONE) && planned;
        boolean daySeven = dice.chance(DAY_SEVEN) && planned;
        boolean dayThirty = dice.chance(DAY_THIRTY) && planned;
        int returned = registrationDay + (dayThirty ? 30 : daySeven ? 7 : dayOne ? 1 : 0);
        int lastDay = max(returned, lastDay(stage, registrationDay));
        int lastAge = lastDay - registrationDay;
        if (planned && ((lastAge == 1 && !dayOne) || (lastAge == 7 && !daySeven) || (lastAge == 30 && !dayThirty))) {
            // Planned as a day without a visit: the neighbour takes its place.
            lastDay += lastDay < stage.latestEnd() ? 1 : -1;
        }
        int sensitivity = dice.below(3);

        int audience = 0;
        int converted = 0;
        long arms = 0;
        if (depth == PAYER) {
            dice.reset(seed, userId, Purpose.CAMPAIGNS.number());
            int conversions = 0;
            for (Campaign campaign : CAMPAIGNS) {
                boolean chosen = dice.chance(AUDIENCE);
                int arm = campaign.armWeights().pick(dice);
                boolean converts = dice.chance(campaign.arms().get(arm).conversion());
                if (chosen && registrationDay < campaign.day() - REGISTERED_BEFORE_DAYS && lastDay >= campaign.day() + ACTIVE_AFTER_DAYS) {
                    audience |= 1 << campaign.number();
                    arms |= (long) arm << (4 * campaign.number());
                    if (converts && (stage != Stage.GROWING || conversions < MOST_CONVERSIONS_OF_GROWING)) {
                        converted |= 1 << campaign.number();
                        conversions++;
                    }
                }
            }
        }
        long registeredAt = ShopYear.startOf(registrationDay) + startSecond(userId, registrationDay) * SECOND;
        return new Profile(userId, stage, depth, registrationDay, registeredAt, lastDay, dayOne, daySeven, dayThirty, audience, converted, arms, sensitivity);
    }

    /// When the first visit of a day starts.
    long visitStart(Profile profile, int day)
    {
        if (day == profile.registrationDay()) {
            return profile.registeredAt();
        }
        for (Campaign campaign : CAMPAIGNS) {
            if (profile.isConvertedBy(campaign) && day == conversionDay(profile, campaign)) {
                // By daylight, so that the payment is well within the window on each of its days.
                starts.reset(seed, profile.userId(), visitPurpose(day));
                return ShopYear.startOf(day) + 8 * HOUR + starts.below(9 * 3600) * SECOND;
            }
        }
        return ShopYear.startOf(day) + startSecond(profile.userId(), day) * SECOND;
    }

    /// The day of the purchase that follows a campaign: mostly the first whole day of its window.
    int conversionDay(Profile profile, Campaign campaign)
    {
        starts.reset(seed, profile.userId(), Purpose.CAMPAIGNS.number() + 100L * (campaign.number() + 1));
        return campaign.day() + (starts.chance(7500) ? 1 : 2);
    }

    private int startSecond(long userId, int day)
    {
        return ShopYear.startSecond(starts.reset(seed, userId, visitPurpose(day)));
    }

    private static long visitPurpose(int day)
    {
        return Purpose.VISIT_START.number() + 1_000L * (day + 1);
    }

    private int depth(Stage stage)
    {
        int draw = dice.below(Dice.CERTAIN);
        int depth = VIEWER;
        while (depth < PAYER && draw < stage.reaching(depth + 1)) {
            depth++;
        }
        return depth;
    }

    private int lastDay(Stage stage, int registrationDay)
    {
        return switch (stage) {
            // Most who are lost were lost early.
            case LOST -> registrationDay + dice.low(stage.latestEnd() - registrationDay + 1);
            default -> VISITS.pick(dice, max(registrationDay, stage.earliestEnd()), stage.latestEnd());
        };
    }
}
