package dev.trinocrowd.storage;

import com.google.common.collect.ImmutableList;
import io.trino.filesystem.FileEntry;
import io.trino.filesystem.Location;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;

/// A folder of numbered versions, each created once and for all; the greatest is the state of things.
///
/// A version that is torn, which only a broken disk can leave behind, counts as never committed while it is the greatest: the next version
/// is written above it.
public final class CommitLog
{
    private static final Pattern FILE_NAME = Pattern.compile("(\\d{19})\\.json");

    private final FileStore files;
    private final Location folder;

    /// @param version 0 if there is none
    /// @param next the least version that nobody has tried to write
    public record Tip(long version, Optional<byte[]> text, long next)
    {}

    public CommitLog(FileStore files, Location folder)
    {
        this.files = requireNonNull(files, "files is null");
        this.folder = requireNonNull(folder, "folder is null");
    }

    /// Finds the greatest version.
    ///
    /// @param known a version that is known to have been there, or 0
    public Tip tip(long known)
    {
        List<Long> versions = versions(known);
        for (long version : versions) {
            Optional<byte[]> text = read(version);
            if (text.isPresent()) {
                return new Tip(version, text, versions.getFirst() + 1);
            }
        }
        return new Tip(0, Optional.empty(), versions.isEmpty() ? 1 : versions.getFirst() + 1);
    }

    /// The versions that are there from one on, torn ones as well, the greatest first.
    public List<Long> versions(long from)
    {
        List<Long> versions = new ArrayList<>();
        for (FileEntry file : files.listFrom(folder, fileName(from))) {
            Matcher matcher = FILE_NAME.matcher(file.location().fileName());
            if (matcher.matches() && Long.parseLong(matcher.group(1)) >= from) {
                versions.add(Long.parseLong(matcher.group(1)));
            }
        }
        versions.sort(reverseOrder());
        return ImmutableList.copyOf(versions);
    }

    /// @return empty if the version is not there, or torn
    public Optional<byte[]> read(long version)
    {
        return files.readAll(file(version)).flatMap(SealedText::open);
    }

    /// Creates a version.
    ///
    /// @param text of which no two writers have the same
    /// @return false if somebody else has created it
    public boolean commit(long version, byte[] text)
    {
        checkArgument(version > 0, "versions must be positive, found %s", version);
        return files.commit(file(version), SealedText.seal(text));
    }

    public void delete(List<Long> versions)
    {
        files.delete(versions.stream().map(this::file).collect(toImmutableList()));
    }

    public void deleteQuietly(List<Long> versions)
    {
        files.deleteQuietly(versions.stream().map(this::file).collect(toImmutableList()));
    }

    /// Deletes what writers have left that died while they committed.
    ///
    /// @param before what is younger may be in use
    /// @return how many files were deleted
    public int deleteAbandoned(Instant before)
    {
        List<Location> abandoned = files.list(folder).stream()
                .filter(file -> file.location().fileName().startsWith(LinkCommitter.TEMPORARY_PREFIX) && file.lastModified().isBefore(before))
                .map(file -> folder.appendPath(file.location().fileName()))
                .collect(toImmutableList());
        files.delete(abandoned);
        return abandoned.size();
    }

    public Location folder()
    {
        return folder;
    }

    public Location file(long version)
    {
        return folder.appendPath(fileName(version));
    }

    /// 19 digits hold every version, and sort as the versions do.
    private static String fileName(long version)
    {
        return "%019d.json".formatted(version);
    }
}
