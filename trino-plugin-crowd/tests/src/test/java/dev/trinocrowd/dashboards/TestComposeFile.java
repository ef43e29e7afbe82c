package dev.trinocrowd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trinocrowd.testing.ProjectFiles;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.Streams.stream;
import static org.assertj.core.api.Assertions.assertThat;

/// What can be said of `docker/compose.yaml` without Docker.
final class TestComposeFile
{
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>\\w+)(?<rule>[^}]*)}");
    private static final Pattern IMAGE = Pattern.compile("(?<name>[a-z0-9-]+(/[a-z0-9-]+)?):(?<tag>[\\w.-]+)");
    private static final Pattern SECRET = Pattern.compile(".*(PASS|PASSWORD|SECRET|_KEY)$");

    private final JsonNode compose = DockerFiles.compose();

    @Test
    void portsAreOnThisMachineOnly()
    {
        services().forEach((name, service) -> service.path("ports").forEach(port -> assertThat(port.asText()).as(name).startsWith("127.0.0.1:")));
        assertThat(services().values().stream().filter(service -> service.has("ports"))).isNotEmpty();
    }

    @Test
    void imagesArePinnedAndNameNoRegistry()
    {
        services().forEach((name, service) -> {
            if (!service.has("build")) {
                Matcher image = IMAGE.matcher(service.path("image").asText());
                assertThat(image.matches()).as("image of %s: %s", name, service.path("image")).isTrue();
                assertThat(image.group("tag")).as(name).isNotEqualTo("latest").containsPattern("\\d");
            }
        });
        assertThat(compose.at("/services/trino/image").asText()).isEqualTo("trinodb/trino:" + DockerFiles.property("trino.version"));
    }

    @Test
    void whatRunsIsChecked()
    {
        services().forEach((name, service) -> {
            if (service.path("restart").asText().equals("no")) {
                assertThat(service.has("ports")).as("%s does its work and ends", name).isFalse();
            }
            else {
                assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
                assertThat(service.at("/healthcheck/test")).as(name).isNotEmpty();
            }
        });
    }

    @Test
    void secretsHaveNoDefaultAndAreMadeByTheScript()
    {
        String up = DockerFiles.read("up");
        Set<String> required = new TreeSet<>();
        services().forEach((name, service) -> service.path("environment").properties().forEach(variable -> {
            String value = variable.getValue().asText();
            Matcher matcher = VARIABLE.matcher(value);
            while (matcher.find()) {
                if (matcher.group("rule").startsWith(":?")) {
                    required.add(matcher.group("name"));
                }
            }
            if (SECRET.matcher(variable.getKey()).matches()) {
                assertThat(value).as("%s of %s", variable.getKey(), name).matches("\\$\\{\\w+:\\?[^}]+}");
            }
        }));
        assertThat(required).isNotEmpty().allSatisfy(name -> assertThat(up).contains(name));
        assertThat(DockerFiles.read(".gitignore").lines()).contains(".env");
    }

    @Test
    void mountedFilesExist()
    {
        List<Path> mounted = new ArrayList<>();
        services().forEach((name, service) -> service.path("volumes").forEach(volume -> {
            String[] parts = volume.asText().split(":", -1);
            if (parts[0].startsWith(".")) {
                Path path = ProjectFiles.root().resolve("docker").resolve(parts[0]).normalize();
                assertThat(path).as(name).exists();
                assertThat(parts).as("%s is mounted into %s for reading", path, name).endsWith("ro");
                mounted.add(path);
            }
            else {
                assertThat(compose.path("volumes").has(parts[0])).as("volume %s of %s", parts[0], name).isTrue();
            }
        }));
        assertThat(mounted).anyMatch(path -> Files.isDirectory(path) && path.endsWith("plugin/crowd"));
    }

    @Test
    void whatIsWaitedForExistsAndCanAnswer()
    {
        services().forEach((name, service) -> service.path("depends_on").properties().forEach(dependency -> {
            JsonNode other = compose.path("services").path(dependency.getKey());
            assertThat(other.isObject()).as("%s waits for %s", name, dependency.getKey()).isTrue();
            String condition = dependency.getValue().path("condition").asText();
            boolean ends = other.path("restart").asText().equals("no");
            assertThat(condition).as("%s waits for %s", name, dependency.getKey()).isEqualTo(ends ? "service_completed_successfully" : "service_healthy");
            // A service without a profile must not wait for one that is left out.
            assertThat(profiles(service).containsAll(profiles(other))).as("%s waits for %s, whose profile may be off", name, dependency.getKey()).isTrue();
        }));
    }

    private static Set<String> profiles(JsonNode service)
    {
        return stream(service.path("profiles")).map(JsonNode::asText).collect(toImmutableSet());
    }

    private Map<String, JsonNode> services()
    {
        return compose.path("services").properties().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
