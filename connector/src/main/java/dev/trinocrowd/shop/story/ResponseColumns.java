package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Column.Kind.MONEY;
import static dev.trinocrowd.shop.story.Column.Kind.TIME;
import static dev.trinocrowd.shop.story.OpenCampaign.OPEN_CAMPAIGNS;

/// The columns of what would be ordered after campaigns that nobody has run yet.
final class ResponseColumns
{
    static final List<Column> RESPONSES = ImmutableList.of(
            Column.text("campaign",
                    "second touch (dealt by crowd_split(user_id, 'second touch', ARRAY[50, 50])) or price cut (by crowd_split(user_id, 'price cut', ARRAY[20, 40, 40]))",
                    OPEN_CAMPAIGNS.stream().map(OpenCampaign::title).toList(), (story, response) -> story.responses().campaign(response)),
            UserColumns.userId(),
            Column.of("ordered_at", TIME, "When it would be ordered, UTC", (story, response) -> story.responses().orderedAt(response)),
            Column.of("paid_at", TIME, "When it would be paid, UTC", (story, response) -> story.responses().paidAt(response)),
            Column.of("amount", MONEY, "What would be paid, less the 40 of the arm that gets a coupon", (story, response) -> story.responses().amount(response)));

    private ResponseColumns()
    {}
}
