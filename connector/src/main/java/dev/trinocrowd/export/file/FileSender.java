package dev.trinocrowd.export.file;

import com.google.common.hash.Hashing;
import dev.trinocrowd.export.delivery.Batch;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowSchema;
import dev.trinocrowd.export.delivery.SendResult;
import dev.trinocrowd.export.delivery.Sender;
import dev.trinocrowd.export.delivery.Verdict;
import dev.trinocrowd.storage.FileCommitter;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import static java.util.Objects.requireNonNull;

/// Writes each batch as a file that is there whole or not at all. What a batch is written as never changes, so that writing it again finds the same file.
public final class FileSender
        implements Sender
{
    private static final int MOST_BYTES = 256 << 20;
    private static final int BUFFER = 1 << 16;

    private final FileTarget target;
    private final DeliveryFolder folder;
    private final TrinoFileSystem fileSystem;
    private final FileCommitter committer;
    private final RowEncoder encoder;
    private final int mostBytes;
    /// The next file will be about as long.
    private volatile int lastBytes;

    public FileSender(FileTarget target, RowSchema schema, DeliveryFolder folder, TrinoFileSystem fileSystem, FileCommitter committer)
    {
        this(target, schema, folder, fileSystem, committer, MOST_BYTES);
    }

    FileSender(FileTarget target, RowSchema schema, DeliveryFolder folder, TrinoFileSystem fileSystem, FileCommitter committer, int mostBytes)
    {
        this.target = requireNonNull(target, "target is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.fileSystem = requireNonNull(fileSystem, "fileSystem is null");
        this.committer = requireNonNull(committer, "committer is null");
        this.mostBytes = mostBytes;
        target.check(schema);
        encoder = switch (target.format()) {
            case CSV -> new CsvEncoder(schema, target.isSpreadsheetSafe());
            case JSONL -> new JsonLinesEncoder(schema);
            case PARQUET -> new ParquetEncoder(schema, target.compression());
        };
    }

    @Override
    public SendResult send(Batch batch)
    {
        byte[] content;
        try {
            content = encode(batch.rows());
        }
        catch (BoundedBytes.TooManyBytesException e) {
            return SendResult.of(new Verdict.Refused(e.getMessage()));
        }
        Location file = folder.file(batch.id());
        try {
            if (!committer.commit(fileSystem, file, content)) {
                return SendResult
                        .of(new Verdict.Stopped("the file %s is there with other content; perhaps the destination's format was changed while this was delivered".formatted(file)));
            }
        }
        catch (IOException e) {
            return SendResult.of(new Verdict.Unknown("the file %s cannot be written: %s".formatted(file, e.getMessage())));
        }
        FileEntry entry = new FileEntry(folder.fileName(batch.id()), batch.rows().size(), content.length, Hashing.sha256().hashBytes(content).toString());
        return SendResult.of(new Verdict.Settled(List.of(), Optional.of(entry.receipt())));
    }

    private byte[] encode(List<OutboxRow> rows)
    {
        BoundedBytes bytes = new BoundedBytes(mostBytes, lastBytes);
        try (OutputStream out = compress(bytes)) {
            encoder.write(rows, out);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = bytes.toByteArray();
        lastBytes = content.length + content.length / 16;
        return content;
    }

    private OutputStream compress(OutputStream bytes)
            throws IOException
    {
        return target.isCompressedWhole() ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    }

    @Override
    public void close()
    {}
}
