package dev.trinocrowd.storage;

import io.trino.filesystem.Location;
import io.trino.filesystem.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLinkCommitter
{
    private static final Location FILE = Location.of("local:///table/_log/1.json");

    @TempDir
    private Path root;

    @Test
    void firstOneWinsAndLeavesNothingElse()
            throws IOException
    {
        LinkCommitter committer = new LinkCommitter(root);
        LocalFileSystem fileSystem = new LocalFileSystem(root);
        assertThat(committer.commit(fileSystem, FILE, "mine".getBytes(UTF_8))).isTrue();
        assertThat(committer.commit(fileSystem, FILE, "yours".getBytes(UTF_8))).isFalse();
        // as when the answer to the first attempt was lost
        assertThat(committer.commit(fileSystem, FILE, "mine".getBytes(UTF_8))).isTrue();
        try (Stream<Path> files = Files.list(root.resolve("table/_log"))) {
            assertThat(files).containsExactly(root.resolve("table/_log/1.json"));
        }
        assertThat(root.resolve("table/_log/1.json")).hasContent("mine");
    }

    @Test
    void locationsOutsideOfTheRootAreRefused()
    {
        LinkCommitter committer = new LinkCommitter(root);
        assertThatThrownBy(() -> committer.sync(Location.of("local:///../elsewhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is outside of");
    }

    @Test
    void committerSuitsTheFilesystem()
    {
        assertThat(FileCommitters.at(Location.of("local:///crowd"), Optional.of(root))).isInstanceOf(LinkCommitter.class);
        assertThat(FileCommitters.at(Location.of("s3://bucket/crowd"), Optional.empty())).isInstanceOf(ExclusiveCommitter.class);
        assertThatThrownBy(() -> FileCommitters.at(Location.of("local:///crowd"), Optional.empty()))
                .hasMessage("a catalog at local:///crowd needs local.location, the folder that it is in");
        assertThatThrownBy(() -> FileCommitters.at(Location.of("hdfs://host/crowd"), Optional.empty()))
                .hasMessage("a catalog cannot be at hdfs://host/crowd: its filesystem can neither create a file exclusively nor link it");
    }

    @Test
    void filesystemWithoutExclusiveCreationIsRefused()
    {
        LocalFileSystem fileSystem = new LocalFileSystem(root);
        FileStore files = new FileStore(fileSystem, new ExclusiveCommitter());
        assertThatThrownBy(() -> new CommitLog(files, Location.of("local:///log")).commit(1, new byte[] {1}))
                .hasRootCauseMessage("createExclusive not supported by class io.trino.filesystem.local.LocalOutputFile")
                .hasMessageContaining("Crowd tables need a filesystem that can create a file only if it does not exist");
    }

    @Test
    void everyPartOfASealedTextIsTorn()
    {
        byte[] sealed = SealedText.seal("{\"a\": 1}".getBytes(UTF_8));
        assertThat(SealedText.open(sealed).map(text -> new String(text, UTF_8))).contains("{\"a\": 1}");
        for (int length = 0; length < sealed.length; length++) {
            assertThat(SealedText.open(Arrays.copyOf(sealed, length))).isEmpty();
        }
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(SealedText.open(changed)).as("byte %s", i).isEmpty();
        }
    }
}
