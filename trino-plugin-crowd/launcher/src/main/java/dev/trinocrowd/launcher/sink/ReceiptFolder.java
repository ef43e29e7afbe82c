package dev.trinocrowd.launcher.sink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/// Receipts as files of JSON lines, one a call, which Trino reads as a table.
///
/// The names of the files remember which calls there were, also over the end of the process: `KEY-BODY.jsonl`, both of them hashed.
final class ReceiptFolder
{
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Pattern NAME = Pattern.compile("(?<key>[0-9a-f]{32})-(?<body>[0-9a-f]{32})\\.jsonl");
    /// Readers pass over files that begin so.
    private static final String HIDDEN_PREFIX = ".";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Map<String, String> bodies = new HashMap<>();

    enum Call
    {
        NEW,
        REPEAT,
        OTHER_BODY,
    }

    ReceiptFolder(Path folder)
    {
        this.folder = requireNonNull(folder, "folder is null");
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> NAME.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .forEach(name -> bodies.put(name.group("key"), name.group("body")));
            }
        }
        catch (IOException e) {
            throw new UserException("The folder of receipts %s cannot be used (%s): give one that can.".formatted(folder, e), e);
        }
    }

    Call find(String idempotencyKey, byte[] body)
    {
        String before = bodies.get(hash(idempotencyKey));
        if (before == null) {
            return Call.NEW;
        }
        return before.equals(hash(body)) ? Call.REPEAT : Call.OTHER_BODY;
    }

    /// The file is there whole, or not at all.
    void write(String idempotencyKey, byte[] body, List<Receipt> receipts)
            throws IOException
    {
        StringBuilder lines = new StringBuilder();
        for (Receipt receipt : receipts) {
            lines.append(JSON.writeValueAsString(json(receipt))).append('\n');
        }
        String key = hash(idempotencyKey);
        String name = key + "-" + hash(body) + ".jsonl";
        Path draft = folder.resolve(HIDDEN_PREFIX + name);
        Files.write(draft, lines.toString().getBytes(UTF_8), CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
        Files.move(draft, folder.resolve(name), ATOMIC_MOVE);
        bodies.put(key, hash(body));
    }

    private static ObjectNode json(Receipt receipt)
    {
        return JSON.createObjectNode()
                .put("idempotency_key", receipt.idempotencyKey())
                .put("user_id", receipt.userId())
                .put("event", receipt.event().name().toLowerCase(Locale.ROOT))
                .put("event_time", TIME.format(receipt.eventTime()))
                .put("message", receipt.message().orElse(null));
    }

    private static String hash(String text)
    {
        return hash(text.getBytes(UTF_8));
    }

    private static String hash(byte[] bytes)
    {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
