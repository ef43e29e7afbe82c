package dev.trinocrowd.shop.story;

import static dev.trinocrowd.shop.story.Campaign.CAMPAIGNS;
import static dev.trinocrowd.shop.story.Campaign.WINDOW;

/// All that is decided about a customer before anything happens. The events obey.
///
/// @param depth how many of the steps view, add to cart, order and pay the customer ever takes
/// @param registrationDay the day of the first event
/// @param registeredAt the time of the first event
/// @param lastDay the day of the last event
/// @param dayOne whether the customer is active on the day after the registration
/// @param audience the campaigns whose audience the customer is in, a bit each
/// @param converted the campaigns that are followed by a payment within their window, a bit each
/// @param arms four bits a campaign: the customer's arm
/// @param sensitivity to prices: 0 hardly, 1 somewhat, 2 very
public record Profile(
        long userId,
        Stage stage,
        int depth,
        int registrationDay,
        long registeredAt,
        int lastDay,
        boolean dayOne,
        boolean daySeven,
        boolean dayThirty,
        int audience,
        int converted,
        long arms,
        int sensitivity)
{
    static final int VIEWER = 1;
    static final int CARTER = 2;
    static final int ORDERER = 3;
    static final int PAYER = 4;

    /// Whether the days 1, 7 and 30 after the registration are all within the year, and so were planned.
    public boolean inRetentionCohort()
    {
        return stage != Stage.NOVICE;
    }

    public boolean isPayer()
    {
        return depth == PAYER;
    }

    boolean isMostSensitive()
    {
        return sensitivity == 2;
    }

    boolean isIn(Campaign campaign)
    {
        return (audience & (1 << campaign.number())) != 0;
    }

    boolean isConvertedBy(Campaign campaign)
    {
        return (converted & (1 << campaign.number())) != 0;
    }

    int arm(Campaign campaign)
    {
        return (int) ((arms >>> (4 * campaign.number())) & 0xF);
    }

    /// Whether a payment from start to end would turn somebody into a convert who is planned not to be one.
    boolean mustNotPay(long start, long end)
    {
        if (audience == converted) {
            return false;
        }
        for (Campaign campaign : CAMPAIGNS) {
            if (isIn(campaign) && !isConvertedBy(campaign) && end >= campaign.assignedAt() && start <= campaign.assignedAt() + WINDOW) {
                return true;
            }
        }
        return false;
    }
}
