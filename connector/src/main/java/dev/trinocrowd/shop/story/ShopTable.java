package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

/// A table of the shop.
public enum ShopTable
{
    USERS("users", "The customers, one row each", Detail.INTRODUCED, _ -> 1, 1, UserColumns.USERS),
    DEVICES("devices", "The devices on which customers were seen: several ids of one person", Detail.TOLD, story -> story.devices().size(), 1.26, UserColumns.DEVICES),
    EVENTS("events", "What customers did, one row an event", Detail.TOLD, story -> story.events().size(), 51, EventColumns.EVENTS),
    ORDERS("orders", "The orders, one row each; every order is an event, too", Detail.TOLD, story -> story.orders().size(), 1.33, OrderColumns.ORDERS),
    ORDER_ITEMS("order_items", "The lines of the orders", Detail.TOLD, story -> story.orders().lines(), 1.64, OrderColumns.ORDER_ITEMS),
    COUPONS("coupons", "The coupons that customers were given", Detail.TOLD, story -> story.coupons().size(), 3.67, OrderColumns.COUPONS),
    PUSHES("pushes", "Who was assigned to which arm of which campaign, and what became of the push; control groups are never sent one", Detail.TOLD, story -> story.pushes().size(),
            0.63, UserColumns.PUSHES),
    RESPONSES("responses", "What would be ordered after two campaigns that you run yourself, if crowd_split deals the customers", Detail.TOLD, story -> story.responses().size(),
            0.22, ResponseColumns.RESPONSES),
    PRODUCTS("products", "The products", Detail.CATALOGUE, _ -> 0, 0, ProductColumns.PRODUCTS),
    TRUTHS("truths", "What was planted in this schema's data, so that an analysis can be asked whether it finds it", Detail.TRUTHS, _ -> 0, 0, TruthColumns.TRUTHS);

    public static final List<ShopTable> TABLES = ImmutableList.copyOf(values());

    private final String title;
    private final String comment;
    private final Detail detail;
    @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
    private final ToIntFunction<Story> rows;
    private final double rowsPerUser;
    @SuppressWarnings("ImmutableEnumChecker") // a column is immutable but for its functions, which hold nothing
    private final ImmutableList<Column> columns;

    ShopTable(String title, String comment, Detail detail, ToIntFunction<Story> rows, double rowsPerUser, List<Column> columns)
    {
        this.title = requireNonNull(title, "title is null");
        this.comment = requireNonNull(comment, "comment is null");
        this.detail = requireNonNull(detail, "detail is null");
        this.rows = requireNonNull(rows, "rows is null");
        this.rowsPerUser = rowsPerUser;
        this.columns = ImmutableList.copyOf(columns);
    }

    public static Optional<ShopTable> ofTitle(String title)
    {
        return TABLES.stream()
                .filter(table -> table.title.equals(title))
                .findFirst();
    }

    public String title()
    {
        return title;
    }

    public String comment()
    {
        return comment;
    }

    public List<Column> columns()
    {
        return columns;
    }

    public Column column(String name)
    {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Table %s has the columns %s, not %s".formatted(title, columns.stream().map(Column::name).collect(toImmutableList()), name)));
    }

    /// Whether the table is told user by user, so that its rows come in the buckets of their users.
    public boolean isPerUser()
    {
        return detail == Detail.INTRODUCED || detail == Detail.TOLD;
    }

    /// Exact for users, products and truths, an estimate for the others.
    public double rows(Shop shop)
    {
        return switch (detail) {
            case INTRODUCED, TOLD -> shop.scale().users() * rowsPerUser;
            case CATALOGUE -> shop.catalogue().size();
            case TRUTHS -> Truths.ITEMS.size();
        };
    }

    Detail detail()
    {
        return detail;
    }

    /// How many rows the customer of a story has in this table.
    int rows(Story story)
    {
        return rows.applyAsInt(story);
    }

    /// What has to be known before there are rows.
    enum Detail
    {
        INTRODUCED,
        TOLD,
        CATALOGUE,
        TRUTHS,
    }
}
