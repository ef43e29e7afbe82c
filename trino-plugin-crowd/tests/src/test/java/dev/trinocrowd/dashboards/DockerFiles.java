package dev.trinocrowd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trinocrowd.testing.ProjectFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder `docker` of the checkout.
final class DockerFiles
{
    private DockerFiles()
    {}

    static Path path(String name)
    {
        return ProjectFiles.root().resolve("docker").resolve(name);
    }

    static String read(String name)
    {
        try {
            return Files.readString(path(name));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode compose()
    {
        try {
            return new YAMLMapper().readTree(read("compose.yaml"));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A property of the root pom.
    static String property(String name)
    {
        try {
            Matcher matcher = Pattern.compile("<%1$s>(?<value>[^<]+)</%1$s>".formatted(Pattern.quote(name))).matcher(Files.readString(ProjectFiles.root().resolve("pom.xml")));
            if (!matcher.find()) {
                throw new IllegalStateException("pom.xml has no property " + name);
            }
            return matcher.group("value");
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
