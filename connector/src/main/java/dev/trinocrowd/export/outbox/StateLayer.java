package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;

import java.util.List;

/// What a round has changed of what is known of each member.
///
/// @param files of [MemberState]s
public record StateLayer(long round, List<RowFileRecord> files)
{
    public StateLayer
    {
        files = ImmutableList.copyOf(files);
    }

    long rows()
    {
        return files.stream().mapToLong(RowFileRecord::rows).sum();
    }
}
