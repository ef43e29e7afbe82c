package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Dice.CERTAIN;
import static dev.trinocrowd.shop.story.OpenCampaign.OPEN_CAMPAIGNS;

/// Who would order after the campaigns that nobody has run yet, by arm: all customers who could be touched, and those of them who would order.
final class ResponseCounts
{
    private static final int MOST_ARMS = 3;

    private final long seed;
    private final Dice dice = new Dice();
    private final long[] users = new long[OPEN_CAMPAIGNS.size() * MOST_ARMS];
    private final long[] converted = new long[OPEN_CAMPAIGNS.size() * MOST_ARMS];

    ResponseCounts(long seed)
    {
        this.seed = seed;
    }

    void count(Profile profile)
    {
        for (OpenCampaign campaign : OPEN_CAMPAIGNS) {
            if (campaign.isFor(profile)) {
                int arm = campaign.arm(profile.userId());
                int index = index(campaign, arm);
                users[index]++;
                converted[index] += campaign.isFollowedByAnOrder(dice, seed, profile.userId(), campaign.arms().get(arm)) ? 1 : 0;
            }
        }
    }

    private static int index(OpenCampaign campaign, int arm)
    {
        return campaign.number() * MOST_ARMS + arm;
    }

    static List<Truths.Item> items()
    {
        ImmutableList.Builder<Truths.Item> items = ImmutableList.builder();
        for (OpenCampaign campaign : OPEN_CAMPAIGNS) {
            for (int i = 0; i < campaign.arms().size(); i++) {
                OpenCampaign.Arm arm = campaign.arms().get(i);
                int index = index(campaign, i);
                String name = campaign.title() + " · " + arm.title();
                items.add(new Truths.Item("response", name + " · users", "Customers whom crowd_split deals to the arm", truths -> truths.responses().users[index]));
                items.add(new Truths.Item("response", name + " · converted", "Customers of the arm who have a row in responses", truths -> truths.responses().converted[index]));
                items.add(new Truths.Item("response", name + " · planned rate", "The chance of a row that was planted", _ -> (double) arm.conversion() / CERTAIN));
            }
        }
        return items.build();
    }
}
