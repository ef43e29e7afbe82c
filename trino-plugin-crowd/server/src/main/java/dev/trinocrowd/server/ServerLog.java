package dev.trinocrowd.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// What this run has written to the server's log file.
///
/// @param offset where this run begins in the file
record ServerLog(Path file, long offset)
{
    private static final Pattern ENTRY = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+\\t(?<level>[A-Z]+)\\t[^\\t]*\\t[^\\t]*\\t(?<message>.*)");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern STACK_FRAME = Pattern.compile("\\t*(at |\\.\\.\\. \\d+ ).*");
    private static final int MAX_LINES = 25;
    private static final int MAX_BYTES = 1 << 20;

    ServerLog
    {
        requireNonNull(file, "file is null");
    }

    static ServerLog follow(Path file)
            throws IOException
    {
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /// The last error with its causes but without the stack.
    Optional<String> lastError()
    {
        List<String> lastError = new ArrayList<>();
        boolean inError = false;
        for (String line : lines()) {
            var entry = ENTRY.matcher(line);
            if (entry.matches()) {
                inError = entry.group("level").equals("ERROR");
                if (inError) {
                    lastError.clear();
                    lastError.add(entry.group("message"));
                }
            }
            else if (inError && !line.isBlank() && !STACK_FRAME.matcher(line).matches()) {
                lastError.add(line);
            }
        }
        if (lastError.isEmpty()) {
            return Optional.empty();
        }
        String text = String.join("\n", lastError.subList(0, Math.min(MAX_LINES, lastError.size())));
        return Optional.of(text + "\nThe whole log is in " + file);
    }

    private List<String> lines()
    {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            // A file that shrank was rotated in between.
            long start = Math.max(offset <= size ? offset : 0, size - MAX_BYTES);
            ByteBuffer content = ByteBuffer.allocate((int) (size - start));
            channel.position(start);
            while (content.hasRemaining() && channel.read(content) >= 0) {}
            return COLOUR.matcher(UTF_8.decode(content.flip())).replaceAll("").lines().toList();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
