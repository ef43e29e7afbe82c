package dev.trinocrowd.export.file;

import dev.trinocrowd.export.delivery.BatchId;
import dev.trinocrowd.export.delivery.DeliveryId;
import io.trino.filesystem.Location;

import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// The folder of a delivery below that of its destination, and the names in it.
///
/// The names of schema and table are somebody's words: what is not a letter, digit, `_` or `-` becomes `%` and two digits, so that they lead nowhere.
public final class DeliveryFolder
{
    private static final HexFormat HEX = HexFormat.of();
    /// What filesystems take as one name.
    private static final int MOST_CHARACTERS = 200;
    private static final int ID_CHARACTERS = 8;

    private final FileTarget target;
    private final Location folder;

    public DeliveryFolder(FileTarget target, String schema, String table, DeliveryId delivery)
    {
        this.target = requireNonNull(target, "target is null");
        // tables of one name, one after the other, do not share a folder
        String id = delivery.table().toString().substring(0, ID_CHARACTERS);
        folder = target.folder()
                .appendPath(name(schema))
                .appendPath(name(table) + "-" + id)
                .appendPath("versions-%06d-%06d".formatted(delivery.firstVersion(), delivery.lastVersion()));
    }

    private static String name(String words)
    {
        StringBuilder name = new StringBuilder();
        for (byte letter : words.getBytes(UTF_8)) {
            boolean isPlain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
            if (isPlain) {
                name.append((char) letter);
            }
            else {
                name.append('%').append(HEX.toHexDigits(letter));
            }
        }
        if (name.isEmpty() || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the name %s takes %s characters as a folder's, at most %s are possible".formatted(words, name.length(), MOST_CHARACTERS));
        }
        return name.toString();
    }

    String fileName(BatchId batch)
    {
        return "lane-%02d-batch-%08d%s%s%s".formatted(
                batch.lane(),
                batch.chunk(),
                batch.part() == 0 ? "" : "-" + batch.part(),
                batch.half().isEmpty() ? "" : "-" + batch.half(),
                target.suffix());
    }

    Location file(BatchId batch)
    {
        return folder.appendPath(fileName(batch));
    }

    Location manifest()
    {
        return folder.appendPath("manifest.json");
    }

    @Override
    public String toString()
    {
        return folder.toString();
    }
}
