package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.OpenCampaign.OPEN_CAMPAIGNS;
import static dev.trinocrowd.shop.story.ShopYear.MINUTE;
import static dev.trinocrowd.shop.story.ShopYear.SECOND;

/// What one customer would order after the campaigns that nobody has run yet.
final class ResponseList
{
    private static final int CHEAPEST = 60_00;
    private static final int DEAREST = 560_00;
    private static final int MOST_MINUTES_TO_PAY = 30;

    private final Dice dice = new Dice();
    private final OpenCampaign[] campaigns = new OpenCampaign[OPEN_CAMPAIGNS.size()];
    private final long[] orderedAt = new long[OPEN_CAMPAIGNS.size()];
    private final long[] paidAt = new long[OPEN_CAMPAIGNS.size()];
    private final long[] amounts = new long[OPEN_CAMPAIGNS.size()];
    private int size;

    void fill(long seed, Profile profile, OrderBook orders)
    {
        size = 0;
        for (OpenCampaign campaign : OPEN_CAMPAIGNS) {
            if (campaign.isFor(profile)) {
                OpenCampaign.Arm arm = campaign.arms().get(campaign.arm(profile.userId()));
                if (campaign.isFollowedByAnOrder(dice, seed, profile.userId(), arm)) {
                    add(campaign, arm, campaign.touchedAt(orders));
                }
            }
        }
    }

    private void add(OpenCampaign campaign, OpenCampaign.Arm arm, long touchedAt)
    {
        // The payment is within the window, too.
        int seconds = (int) ((campaign.window() - MOST_MINUTES_TO_PAY * MINUTE) / SECOND);
        campaigns[size] = campaign;
        orderedAt[size] = touchedAt + dice.between(1, seconds) * SECOND;
        paidAt[size] = orderedAt[size] + dice.between(60, MOST_MINUTES_TO_PAY * 60) * SECOND;
        amounts[size] = CHEAPEST + dice.low(DEAREST - CHEAPEST) - arm.cut();
        size++;
    }

    int size()
    {
        return size;
    }

    int campaign(int response)
    {
        return campaigns[response].number();
    }

    long orderedAt(int response)
    {
        return orderedAt[response];
    }

    long paidAt(int response)
    {
        return paidAt[response];
    }

    /// In cents, what the arm takes off taken off.
    long amount(int response)
    {
        return amounts[response];
    }
}
