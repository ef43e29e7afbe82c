package dev.trinocrowd.export.outbox;

import dev.trinocrowd.export.caps.CountBuffer;
import dev.trinocrowd.export.caps.MemberCounts;
import dev.trinocrowd.storage.TableWriter;
import dev.trinocrowd.storage.WrittenBucket;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// Writes how often members come, in any order, into a table of counts.
final class CountWriter
        implements AutoCloseable
{
    private final TableWriter writer;
    private final CountBuffer buffer = new CountBuffer(this::write);
    private int parts;

    CountWriter(TableWriter writer)
    {
        this.writer = requireNonNull(writer, "writer is null");
    }

    void add(long member)
    {
        buffer.add(member);
    }

    private void write(MemberCounts part)
    {
        CountTables.write(writer, 0, parts, part);
        parts++;
    }

    long retainedBytes()
    {
        return buffer.retainedBytes() + writer.retainedBytes();
    }

    List<WrittenBucket> finish()
    {
        buffer.flush();
        return writer.finish();
    }

    @Override
    public void close()
    {
        writer.close();
    }
}
