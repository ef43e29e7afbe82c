package dev.trinocrowd.shop.story;

import java.util.List;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.OrderBook.NEVER;
import static dev.trinocrowd.shop.story.ShopYear.HOUR;
import static dev.trinocrowd.shop.story.ShopYear.MINUTE;
import static dev.trinocrowd.shop.story.ShopYear.SECOND;

/// The campaigns that one customer was assigned to, and what became of the pushes.
final class PushList
{
    static final List<String> TITLES = CAMPAIGNS.stream().map(Campaign::title).toList();
    static final List<String> ARMS = CAMPAIGNS.stream()
            .flatMap(campaign -> campaign.arms().stream())
            .map(Campaign.Arm::title)
            .distinct()
            .toList();

    private static final int NO_DAY = -1;
    private static final int CONVERTS_CLICK = 6_000;
    private static final int VISITORS_CLICK = 3_500;
    private static final int OTHERS_OPEN = 1_200;

    private final Dice dice = new Dice();
    private final Campaign[] campaigns = new Campaign[CAMPAIGNS.size()];
    private final Campaign.Arm[] arms = new Campaign.Arm[CAMPAIGNS.size()];
    private final long[] sentAt = new long[CAMPAIGNS.size()];
    private final long[] deliveredAt = new long[CAMPAIGNS.size()];
    private final long[] openedAt = new long[CAMPAIGNS.size()];
    private final long[] clickedAt = new long[CAMPAIGNS.size()];
    private final int[] clickDays = new int[CAMPAIGNS.size()];
    private int size;

    void fill(long seed, Profile profile, boolean pushAllowed, ActiveDays days, Population population)
    {
        size = 0;
        if (profile.audience() == 0) {
            return;
        }
        dice.reset(seed, profile.userId(), Purpose.PUSHES.number());
        for (Campaign campaign : CAMPAIGNS) {
            if (profile.isIn(campaign)) {
                campaigns[size] = campaign;
                arms[size] = campaign.arms().get(profile.arm(campaign));
                sentAt[size] = NEVER;
                deliveredAt[size] = NEVER;
                openedAt[size] = NEVER;
                clickedAt[size] = NEVER;
                clickDays[size] = NO_DAY;
                if (arms[size].pushed()) {
                    send(profile, campaign, pushAllowed, days, population);
                }
                size++;
            }
        }
    }

    private void send(Profile profile, Campaign campaign, boolean pushAllowed, ActiveDays days, Population population)
    {
        sentAt[size] = campaign.assignedAt() + dice.below(600) * SECOND;
        if (!pushAllowed) {
            return;
        }
        deliveredAt[size] = sentAt[size] + dice.between(1, 90) * SECOND;
        boolean converted = profile.isConvertedBy(campaign);
        int day = converted ? population.conversionDay(profile, campaign) : campaign.day() + 1;
        if (days.contains(day) && dice.chance(converted ? CONVERTS_CLICK : VISITORS_CLICK)) {
            // A click is what the visit of that day begins with.
            clickDays[size] = day;
            clickedAt[size] = population.visitStart(profile, day) - dice.between(1, 5) * SECOND;
            openedAt[size] = clickedAt[size] - dice.between(1, 20) * SECOND;
        }
        else if (dice.chance(OTHERS_OPEN)) {
            openedAt[size] = deliveredAt[size] + MINUTE + dice.below((int) (12 * HOUR / SECOND)) * SECOND;
        }
    }

    /// Whether the first visit of a day comes from a push.
    boolean isClickedOn(int day)
    {
        for (int push = 0; push < size; push++) {
            if (clickDays[push] == day) {
                return true;
            }
        }
        return false;
    }

    int size()
    {
        return size;
    }

    int campaign(int push)
    {
        return campaigns[push].number();
    }

    int arm(int push)
    {
        return ARMS.indexOf(arms[push].title());
    }

    long assignedAt(int push)
    {
        return campaigns[push].assignedAt();
    }

    long sentAt(int push)
    {
        return sentAt[push];
    }

    long deliveredAt(int push)
    {
        return deliveredAt[push];
    }

    long openedAt(int push)
    {
        return openedAt[push];
    }

    long clickedAt(int push)
    {
        return clickedAt[push];
    }
}
