package dev.trinocrowd.catalog;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/// What a schema has of one kind, and what is done to all kinds alike.
///
/// @param all of a schema, by name
/// @param find which fails for a name that nothing of the kind has
record ObjectKind<T>(Function<SchemaDraft, Map<String, T>> all, BiFunction<SchemaDraft, String, T> find)
{
    static final ObjectKind<TableEntry> TABLE = new ObjectKind<>(draft -> draft.tables, SchemaDraft::table);
    static final ObjectKind<ExportEntry> EXPORT = new ObjectKind<>(draft -> draft.exports, SchemaDraft::export);
    static final ObjectKind<ViewEntry> VIEW = new ObjectKind<>(draft -> draft.views, SchemaDraft::view);

    ObjectKind
    {
        requireNonNull(all, "all is null");
        requireNonNull(find, "find is null");
    }

    void drop(SchemaDraft draft, String name)
    {
        T object = find.apply(draft, name);
        all.apply(draft).remove(name, object);
    }

    void rename(SchemaDraft draft, String name, String target)
    {
        T object = find.apply(draft, name);
        draft.checkFree(target);
        all.apply(draft).remove(name);
        all.apply(draft).put(target, object);
    }

    void change(SchemaDraft draft, String name, UnaryOperator<T> change)
    {
        all.apply(draft).put(name, change.apply(find.apply(draft, name)));
    }
}
