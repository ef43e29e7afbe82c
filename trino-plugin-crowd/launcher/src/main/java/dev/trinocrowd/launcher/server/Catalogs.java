package dev.trinocrowd.launcher.server;

import dev.trinocrowd.launcher.UserException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.Objects.requireNonNull;

/// The server's catalogs: those that Crowd brings, and the user's own files beside them.
record Catalogs(Map<String, Map<String, String>> own, List<Path> users)
{
    private static final String SUFFIX = ".properties";

    Catalogs
    {
        requireNonNull(own, "own is null");
        users = List.copyOf(users);
    }

    /// @param destinations the file that declares where exports may go
    static Catalogs of(Path data, Path destinations, Optional<Path> directory)
    {
        Map<String, Map<String, String>> own = own(data, destinations);
        return new Catalogs(own, directory.map(path -> users(path, own)).orElse(List.of()));
    }

    private static Map<String, Map<String, String>> own(Path data, Path destinations)
    {
        Map<String, Map<String, String>> catalogs = new LinkedHashMap<>();
        catalogs.put("shop", Map.of("connector.name", "shop"));
        catalogs.put("memory", Map.of("connector.name", "memory"));

        Map<String, String> crowd = new LinkedHashMap<>();
        crowd.put("connector.name", "crowd");
        // The root is the whole data directory, so that files can be exported to where no tables are.
        crowd.put("crowd.location", "local:///crowd");
        crowd.put("fs.local.enabled", "true");
        crowd.put("local.location", data.toString());
        crowd.put("crowd.export.destinations-file", destinations.toString());
        catalogs.put("crowd", crowd);

        Map<String, String> warehouse = new LinkedHashMap<>();
        warehouse.put("connector.name", "hive");
        warehouse.put("hive.metastore", "file");
        warehouse.put("hive.metastore.catalog.dir", "local:///");
        warehouse.put("fs.local.enabled", "true");
        warehouse.put("local.location", data.resolve("warehouse").toString());
        warehouse.put("hive.non-managed-table-writes-enabled", "true");
        warehouse.put("hive.storage-format", "PARQUET");
        warehouse.put("hive.timestamp-precision", "MICROSECONDS");
        catalogs.put("warehouse", warehouse);
        return catalogs;
    }

    private static List<Path> users(Path directory, Map<String, Map<String, String>> own)
    {
        if (!Files.isDirectory(directory)) {
            throw new UserException("--catalogs names %s, which is not a directory.".formatted(directory));
        }
        List<Path> files = files(directory);
        if (files.isEmpty()) {
            throw new UserException("--catalogs names %s, which holds no file that ends with %s.".formatted(directory, SUFFIX));
        }
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            if (own.containsKey(name)) {
                throw new UserException("The catalog file %s has the name of the catalog '%s' that Crowd brings itself: give it another name.".formatted(file, name));
            }
        }
        return files;
    }

    private static List<Path> files(Path directory)
    {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            entries.forEach(files::add);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    /// Makes the directory hold these catalogs and no others.
    void write(Path directory)
            throws IOException
    {
        Files.createDirectories(directory);
        for (Path file : files(directory)) {
            Files.delete(file);
        }
        for (Map.Entry<String, Map<String, String>> catalog : own.entrySet()) {
            Files.writeString(directory.resolve(catalog.getKey() + SUFFIX), PropertiesText.of(catalog.getValue()), UTF_8);
        }
        for (Path file : users) {
            Files.copy(file, directory.resolve(file.getFileName()), REPLACE_EXISTING);
        }
    }
}
