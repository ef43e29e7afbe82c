package dev.trinocrowd.catalog;

import com.google.common.collect.ImmutableList;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// What a schema knows of an export table. What is staged in it lies in a folder that is named by its id.
///
/// @param folder relative to the catalog's location; set by [SchemaStore]
/// @param member the name of the first column
/// @param columns those after the member
/// @param destination its name
/// @param source the crowd that is mirrored, as `schema.table`
/// @param suppress crowds, as `schema.table`, whose members get nothing
/// @param control arms that get nothing
/// @param shards in how many parts rows are stored; never changes
public record ExportEntry(
        UUID id,
        String folder,
        String member,
        Optional<String> memberComment,
        List<ExportColumn> columns,
        String destination,
        ExportMode mode,
        Optional<String> source,
        List<String> suppress,
        List<Long> control,
        int shards,
        Optional<String> comment)
{
    public ExportEntry
    {
        requireNonNull(id, "id is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(member, "member is null");
        memberComment = memberComment == null ? Optional.empty() : memberComment;
        columns = columns == null ? ImmutableList.of() : ImmutableList.copyOf(columns);
        requireNonNull(destination, "destination is null");
        requireNonNull(mode, "mode is null");
        source = source == null ? Optional.empty() : source;
        suppress = suppress == null ? ImmutableList.of() : ImmutableList.copyOf(suppress);
        control = control == null ? ImmutableList.of() : ImmutableList.copyOf(control);
        comment = comment == null ? Optional.empty() : comment;
        checkArgument(shards > 0, "the number of shards must be positive, found %s", shards);
        Set<String> names = new HashSet<>();
        names.add(member);
        for (ExportColumn column : columns) {
            checkArgument(names.add(column.name()), "the columns of a table must have different names, found %s twice", column.name());
        }
    }

    ExportEntry placed(UUID newId, String newFolder)
    {
        return new ExportEntry(newId, newFolder, member, memberComment, columns, destination, mode, source, suppress, control, shards, comment);
    }

    public ExportEntry withComment(Optional<String> newComment)
    {
        return new ExportEntry(id, folder, member, memberComment, columns, destination, mode, source, suppress, control, shards, newComment);
    }

    public ExportEntry withMemberComment(Optional<String> newComment)
    {
        return new ExportEntry(id, folder, member, newComment, columns, destination, mode, source, suppress, control, shards, comment);
    }

    public ExportEntry withColumns(List<ExportColumn> newColumns)
    {
        return new ExportEntry(id, folder, member, memberComment, newColumns, destination, mode, source, suppress, control, shards, comment);
    }
}
