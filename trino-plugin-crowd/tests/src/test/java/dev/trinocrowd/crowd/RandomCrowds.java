package dev.trinocrowd.crowd;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import static java.util.stream.Collectors.joining;

/// Tables with random rows, some of them twice, and random questions about them.
final class RandomCrowds
{
    /// The columns of each table.
    static final Map<String, String> TABLES = ImmutableMap.of(
            "a", "user_id",
            "b", "user_id",
            "nobody", "user_id",
            "crowds", "crowd, user_id",
            "tags", "tag, value, user_id",
            "days", "day, level, user_id");

    private static final List<String> KINDS = List.of("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");

    private final Random random;

    RandomCrowds(long seed)
    {
        random = new Random(seed);
    }

    /// Rows of a table as VALUES; there may be none.
    List<String> rows(String table)
    {
        int count = switch (table) {
            case "nobody" -> 0;
            case "a", "b" -> random.nextInt(120);
            default -> random.nextInt(250);
        };
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("(" + row(table) + ")");
            if (random.nextInt(5) == 0) {
                rows.add(rows.getLast());
            }
        }
        return rows;
    }

    private String row(String table)
    {
        String id = "BIGINT '" + id() + "'";
        return switch (table) {
            case "crowds" -> text("vip", "lapsed", "new", "vips", "") + ", " + id;
            case "tags" -> text("city", "tier") + ", " + text("rome", "oslo", "gold", "city") + ", " + id;
            case "days" -> nullable(() -> "DATE '2026-01-0" + (1 + random.nextInt(4)) + "'", "date") + ", " + nullable(() -> "INTEGER '" + (random.nextInt(5) - 2) + "'", "integer")
                    + ", " + id;
            default -> id;
        };
    }

    private String text(String... values)
    {
        return nullable(() -> "CAST('" + values[random.nextInt(values.length)] + "' AS varchar)", "varchar");
    }

    private String nullable(Supplier<String> value, String type)
    {
        return random.nextInt(6) == 0 ? "CAST(NULL AS " + type + ")" : value.get();
    }

    /// Few, so that they meet, and on both sides of the borders of chunks.
    private long id()
    {
        long chunk = switch (random.nextInt(4)) {
            case 0 -> 1L << 40;
            case 1 -> 65_536;
            default -> 0;
        };
        return chunk + (random.nextInt(4) == 0 ? 65_535 - random.nextInt(3) : random.nextInt(40));
    }

    String question()
    {
        List<String> tables = new ArrayList<>();
        int joined = 1 + random.nextInt(3);
        StringBuilder from = new StringBuilder();
        for (int i = 0; i < joined; i++) {
            String table = List.of("a", "b", "nobody", "crowds", "crowds", "tags", "days").get(random.nextInt(7));
            if (i == 0) {
                from.append(table).append(" t0");
            }
            else {
                from.append(" %s %s t%s ON t%s.user_id = t%s.user_id".formatted(KINDS.get(random.nextInt(KINDS.size())), table, i, random.nextInt(i), i));
            }
            tables.add(table);
        }
        List<String> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            conditions.add(random.nextInt(4) == 0 ? "(" + condition(tables) + " OR " + condition(tables) + ")" : condition(tables));
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return select(tables, from + where);
    }

    private String select(List<String> tables, String from)
    {
        int table = random.nextInt(tables.size());
        String id = "t" + table + ".user_id";
        List<String> keys = keys(tables);
        String groups = keys.stream().filter(_ -> random.nextBoolean()).collect(joining(", "));
        return switch (random.nextInt(7)) {
            case 0 -> "SELECT count(*), count(" + id + ") FROM " + from;
            case 1 -> "SELECT count(DISTINCT " + id + "), min(" + id + "), max(" + id + "), count(*) FROM " + from;
            case 2 -> groups.isEmpty() ? "SELECT DISTINCT " + id + " FROM " + from : "SELECT DISTINCT " + groups + ", " + id + " FROM " + from;
            case 3 -> groups.isEmpty() ? "SELECT bitmap_cardinality(bitmap_agg(" + id + ")) FROM " + from : "SELECT DISTINCT " + groups + " FROM " + from;
            case 4 -> groups.isEmpty() ? "SELECT count(DISTINCT " + id + ") FROM " + from : "SELECT " + groups + ", count(*), max(" + id + ") FROM " + from + " GROUP BY " + groups;
            case 5 -> "SELECT " + id + " FROM " + from + " ORDER BY 1 " + (random.nextBoolean() ? "DESC " : "") + (random.nextBoolean() ? "NULLS FIRST " : "") + "LIMIT "
                    + (1 + random.nextInt(20));
            default -> "SELECT " + String.join(", ", keys) + (keys.isEmpty() ? "" : ", ") + id + " FROM " + from;
        };
    }

    private static List<String> keys(List<String> tables)
    {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (String column : Splitter.on(", ").split(TABLES.get(tables.get(i)))) {
                if (!column.equals("user_id")) {
                    keys.add("t" + i + "." + column);
                }
            }
        }
        return keys;
    }

    private String condition(List<String> tables)
    {
        List<String> keys = keys(tables);
        String id = "t" + random.nextInt(tables.size()) + ".user_id";
        if (keys.isEmpty() || random.nextInt(3) == 0) {
            return switch (random.nextInt(7)) {
                case 0, 1 -> id + " IS NULL";
                case 2 -> id + " IS NOT NULL";
                case 3 -> id + " BETWEEN 10 AND 65540";
                case 4 -> id + " IN (1, 2, 3, 65535, 65536, 1099511627776)";
                case 5 -> id + " IN (SELECT user_id FROM " + (random.nextBoolean() ? "a" : "crowds WHERE crowd LIKE 'v%'") + ")";
                default -> id + " <> 7";
            };
        }
        String key = keys.get(random.nextInt(keys.size()));
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? key + " IS NULL" : key + " IS NOT NULL";
        }
        return switch (key.substring(key.indexOf('.') + 1)) {
            case "day" -> random.nextBoolean() ? key + " >= DATE '2026-01-03'" : "day_of_month(" + key + ") IN (1, 4)";
            case "level" -> random.nextBoolean() ? key + " < 1" : "abs(" + key + ") = 2";
            default -> switch (random.nextInt(6)) {
                case 0 -> key + " LIKE 'v%'";
                case 1 -> key + " <> 'vip'";
                case 2 -> key + " IN ('vip', 'city', 'rome')";
                case 3 -> "length(" + key + ") = 4";
                case 4 -> "coalesce(" + key + ", 'none') IN ('none', 'oslo', 'new')";
                default -> keys.stream().filter(other -> !other.equals(key) && !other.endsWith("day") && !other.endsWith("level")).findFirst().map(other -> key + " < " + other)
                        .orElse(key + " < 'n'");
            };
        };
    }
}
