package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.util.List;
import java.util.Locale;

import static dev.trinocrowd.launcher.load.Identifiers.quote;
import static dev.trinocrowd.launcher.load.Identifiers.unquote;
import static java.util.Objects.requireNonNull;

/// The full name of a table.
public record TableName(String catalog, String schema, String table)
{
    public TableName
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    /// @param option what the text was given for
    public static TableName parse(String option, String text)
    {
        List<String> parts = Identifiers.split(text, '.').stream()
                // Trino keeps names in lower case, quoted or not.
                .map(part -> unquote(part).toLowerCase(Locale.ROOT))
                .toList();
        if (parts.size() != 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw new UserException("%s takes a catalog, a schema and a table, such as warehouse.shop.events, not '%s'.".formatted(option, text));
        }
        return new TableName(parts.get(0), parts.get(1), parts.get(2));
    }

    /// Another one of the same schema.
    public TableName sibling(String name)
    {
        return new TableName(catalog, schema, name);
    }

    String schemaSql()
    {
        return quote(catalog) + "." + quote(schema);
    }

    public String sql()
    {
        return schemaSql() + "." + quote(table);
    }

    @Override
    public String toString()
    {
        return catalog + "." + schema + "." + table;
    }
}
