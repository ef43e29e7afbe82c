package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Column.Kind.FLAG;
import static dev.trinocrowd.shop.story.Column.Kind.NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.SMALL_NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.TIME;

/// The columns of what is said about customers themselves.
final class UserColumns
{
    static final String USER_ID = "user_id";

    static final List<Column> USERS = ImmutableList.of(
            userId(),
            Column.of("registered_at", TIME, "When the customer registered: the time of the first event, UTC", (story, _) -> story.profile().registeredAt()),
            Column.text("gender", "female, male or unknown", Person.GENDERS, (story, _) -> story.person().gender()),
            Column.of("birth_year", SMALL_NUMBER, "Year of birth", (story, _) -> story.person().birthYear()),
            Column.text("region", "Where the customer lives", Person.REGIONS, (story, _) -> story.person().region()),
            Column.text("member_level", "basic, silver, gold or platinum", Person.LEVELS, (story, _) -> story.person().level()),
            Column.text("channel", "How the customer found the shop", Person.CHANNELS, (story, _) -> story.person().channel()),
            Column.of("push_allowed", FLAG, "Whether pushes reach the customer", (story, _) -> story.person().isPushAllowed() ? 1 : 0));

    static final List<Column> DEVICES = ImmutableList.of(
            Column.of("device_id", NUMBER, "Id of the device", (story, device) -> deviceId(story, device)),
            userId(),
            Column.text("platform", "app, web or h5", DeviceList.PLATFORMS, (story, device) -> story.devices().platform(device)),
            Column.of("first_seen_at", TIME, "First event on the device, UTC", (story, device) -> story.devices().firstSeenAt(device)),
            Column.of("last_seen_at", TIME, "Last event on the device, UTC", (story, device) -> story.devices().lastSeenAt(device)));

    static final List<Column> PUSHES = ImmutableList.of(
            Column.text("campaign", "Name of the campaign", PushList.TITLES, (story, push) -> story.pushes().campaign(push)),
            userId(),
            Column.text("arm", "The arm that the customer was assigned to: control, treatment, or one of several treatments", PushList.ARMS,
                    (story, push) -> story.pushes().arm(push)),
            Column.of("assigned_at", TIME, "When the customer was assigned, UTC; conversions are payments within 48 hours after it",
                    (story, push) -> story.pushes().assignedAt(push)),
            Column.nullable("sent_at", TIME, "When the push was sent, UTC; NULL in control groups", (story, push) -> story.pushes().sentAt(push)),
            Column.nullable("delivered_at", TIME, "When the push reached the customer, UTC", (story, push) -> story.pushes().deliveredAt(push)),
            Column.nullable("opened_at", TIME, "When the customer opened the push, UTC", (story, push) -> story.pushes().openedAt(push)),
            Column.nullable("clicked_at", TIME, "When the customer went from the push to the shop, UTC", (story, push) -> story.pushes().clickedAt(push)));

    private UserColumns()
    {}

    static Column userId()
    {
        return Column.of(USER_ID, NUMBER, "Id of the customer: 1, 2, 3, …", (story, _) -> story.profile().userId());
    }

    static long deviceId(Story story, int device)
    {
        return (story.profile().userId() - 1) * DeviceList.MOST + device + 1;
    }
}
