package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;

import java.util.List;
import java.util.Locale;

import static dev.trinocrowd.launcher.load.Identifiers.quote;
import static dev.trinocrowd.launcher.load.Identifiers.unquote;
import static java.util.Objects.requireNonNull;

record TableName(String catalog, String schema, String table)
{
    TableName
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    static TableName parse(String text)
    {
        List<String> parts = Identifiers.split(text, '.').stream()
                // Trino keeps names in lower case, quoted or not.
                .map(part -> unquote(part).toLowerCase(Locale.ROOT))
                .toList();
        if (parts.size() != 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw new UserException("--table takes a catalog, a schema and a table, such as warehouse.shop.events, not '%s'.".formatted(text));
        }
        return new TableName(parts.get(0), parts.get(1), parts.get(2));
    }

    TableName sibling(String name)
    {
        return new TableName(catalog, schema, name);
    }

    String schemaSql()
    {
        return quote(catalog) + "." + quote(schema);
    }

    String sql()
    {
        return schemaSql() + "." + quote(table);
    }

    @Override
    public String toString()
    {
        return catalog + "." + schema + "." + table;
    }
}
