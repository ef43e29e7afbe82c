package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.Dice.CERTAIN;
import static dev.trinocrowd.shop.story.Stage.STAGES;

/// What was planted: exact counts, from the profiles alone, beside the rates they were planted with.
final class Truths
{
    static final List<Item> ITEMS = items();

    private static final int MOST_ARMS = 3;

    private final Population population;
    private long users;
    private final long[] stages = new long[STAGES.size()];
    private final long[] steps = new long[Profile.PAYER];
    private final long[] arms = new long[CAMPAIGNS.size() * MOST_ARMS];
    private final long[] converted = new long[CAMPAIGNS.size() * MOST_ARMS];
    private final ResponseCounts responses;
    private long cohort;
    private long dayOne;
    private long daySeven;
    private long dayThirty;

    Truths(Shop shop)
    {
        this.population = new Population(shop.seed());
        this.responses = new ResponseCounts(shop.seed());
    }

    void count(UserRange range)
    {
        for (long user = range.first(); user <= range.last(); user++) {
            count(population.profile(user));
        }
    }

    private void count(Profile profile)
    {
        users++;
        stages[profile.stage().number()]++;
        for (int step = 0; step < profile.depth(); step++) {
            steps[step]++;
        }
        if (profile.inRetentionCohort()) {
            cohort++;
            dayOne += profile.dayOne() ? 1 : 0;
            daySeven += profile.daySeven() ? 1 : 0;
            dayThirty += profile.dayThirty() ? 1 : 0;
        }
        for (Campaign campaign : CAMPAIGNS) {
            if (profile.isIn(campaign)) {
                int arm = campaign.number() * MOST_ARMS + profile.arm(campaign);
                arms[arm]++;
                converted[arm] += profile.isConvertedBy(campaign) ? 1 : 0;
            }
        }
        responses.count(profile);
    }

    ResponseCounts responses()
    {
        return responses;
    }

    double value(int item)
    {
        return ITEMS.get(item).value().applyAsDouble(this);
    }

    private static List<Item> items()
    {
        ImmutableList.Builder<Item> items = ImmutableList.builder();
        items.add(new Item("users", "users", "Customers of this schema; user_id is 1 to this number", truths -> truths.users));
        funnel(items);
        retention(items);
        lifecycle(items);
        CAMPAIGNS.forEach(campaign -> campaign(items, campaign));
        items.addAll(ResponseCounts.items());
        return items.build();
    }

    private static void funnel(ImmutableList.Builder<Item> items)
    {
        List<EventKind> steps = List.of(EventKind.VIEW, EventKind.ADD_TO_CART, EventKind.ORDER, EventKind.PAY);
        for (int i = 0; i < steps.size(); i++) {
            int step = i + 1;
            String name = "step %s · %s".formatted(step, EventKind.TITLES.get(steps.get(i).number()));
            items.add(new Item("funnel", name, "Customers who take this step after those before it, in order and within 24 hours",
                    truths -> truths.steps[step - 1]));
            items.add(new Item("funnel", name + " · planned rate", "Share of all customers that the step was planned for", _ -> planned(stage -> stage.reaching(step))));
        }
    }

    private static double planned(ToIntFunction<Stage> reaching)
    {
        long sum = 0;
        for (Stage stage : STAGES) {
            sum += (long) stage.share() * reaching.applyAsInt(stage);
        }
        return (double) sum / CERTAIN / CERTAIN;
    }

    private static void retention(ImmutableList.Builder<Item> items)
    {
        items.add(new Item("retention", "cohort users", "Customers registered at least 31 days before 2026-01-01", truths -> truths.cohort));
        retained(items, 1, Population.DAY_ONE, truths -> truths.dayOne);
        retained(items, 7, Population.DAY_SEVEN, truths -> truths.daySeven);
        retained(items, 30, Population.DAY_THIRTY, truths -> truths.dayThirty);
    }

    private static void retained(ImmutableList.Builder<Item> items, int day, int planned, ToDoubleFunction<Truths> retained)
    {
        items.add(new Item("retention", "day %s users".formatted(day), "Customers of the cohort active on that day after the day of registration", retained));
        items.add(new Item("retention", "day %s rate".formatted(day), "Those users as a share of the cohort", truths -> retained.applyAsDouble(truths) / truths.cohort));
        items.add(new Item("retention", "day %s planned rate".formatted(day), "The chance that was planted", _ -> (double) planned / CERTAIN));
    }

    private static void lifecycle(ImmutableList.Builder<Item> items)
    {
        for (Stage stage : STAGES) {
            items.add(new Item("lifecycle", stage.title(), "Customers in this stage of the growth model as of 2026-01-01", truths -> truths.stages[stage.number()]));
            items.add(new Item("lifecycle", stage.title() + " · planned rate", "The chance that was planted", _ -> (double) stage.share() / CERTAIN));
        }
    }

    private static void campaign(ImmutableList.Builder<Item> items, Campaign campaign)
    {
        for (int i = 0; i < campaign.arms().size(); i++) {
            Campaign.Arm arm = campaign.arms().get(i);
            int index = campaign.number() * MOST_ARMS + i;
            String name = campaign.title() + " · " + arm.title();
            items.add(new Item("campaign", name + " · users", "Customers assigned to the arm", truths -> truths.arms[index]));
            items.add(new Item("campaign", name + " · designed share", "Share of the audience that the arm was to get", _ -> arm.designed() / 100.0));
            items.add(new Item("campaign", name + " · converted", "Customers of the arm who pay within 48 hours after the assignment", truths -> truths.converted[index]));
            items.add(new Item("campaign", name + " · planned rate", "The chance of a conversion that was planted", _ -> (double) arm.conversion() / CERTAIN));
        }
    }

    /// @param analysis the analysis that should find it
    record Item(String analysis, String item, String meaning, ToDoubleFunction<Truths> value)
    {}
}
