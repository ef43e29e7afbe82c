package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Column.Kind.FRACTION;
import static dev.trinocrowd.shop.story.Truths.ITEMS;

/// The columns of what was planted; a row is a truth, and its value comes from the reader that counted it.
final class TruthColumns
{
    static final List<Column> TRUTHS = ImmutableList.of(
            Column.text("analysis", "The analysis that should find it: users, funnel, retention, lifecycle, campaign or response",
                    ITEMS.stream().map(Truths.Item::analysis).toList(),
                    (_, item) -> item),
            Column.text("item", "What was planted", ITEMS.stream().map(Truths.Item::item).toList(), (_, item) -> item),
            Column.of("value", FRACTION, "How much of it", (story, item) -> Double.doubleToRawLongBits(story.truths().value(item))),
            Column.text("meaning", "What the value says", ITEMS.stream().map(Truths.Item::meaning).toList(), (_, item) -> item));

    private TruthColumns()
    {}
}
