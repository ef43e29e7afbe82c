package dev.trinocrowd.dashboards;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// `docker/up` and `docker/down` with a `docker` that notes how it is called and says what a file tells it to.
final class TestDockerScripts
{
    private static final String STAND_IN = """
            #!/usr/bin/env bash
            printf '%s\\n' "$*" >> "$STAND_IN/calls"
            case "$*" in
                'compose version' | info) exec test ! -e "$STAND_IN/absent" ;;
                *' ps --all --quiet '*) printf '%s\\n' "${@: -1}" ;;
                inspect*) cat "$STAND_IN/state-${*: -1}" 2> /dev/null || cat "$STAND_IN/state" ;;
                *' up '*) exec test ! -e "$STAND_IN/up-fails" ;;
                *' logs '*) echo "the last words of ${*: -1}" ;;
            esac
            """;

    private record Result(int exitCode, String out, String err)
    {}

    @TempDir
    private Path directory;

    @BeforeEach
    void copyScripts()
            throws IOException
    {
        for (String name : List.of("up", "down", "common.sh", "compose.yaml")) {
            Path copy = directory.resolve("docker").resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(DockerFiles.path(name), copy);
        }
        script("bin/crowd", "#!/usr/bin/env bash\nprintf '%s\\n' \"crowd $*\" >> \"$STAND_IN/calls\"\n");
        script("stand-in/docker", STAND_IN);
        Files.writeString(directory.resolve("stand-in/state"), "running healthy 0\n");
        for (String name : List.of("views", "superset-import", "metabase-provision")) {
            Files.writeString(directory.resolve("stand-in/state-" + name), "exited  0\n");
        }
    }

    @Test
    void buildsStartsAndWaits()
            throws Exception
    {
        Result result = run("up");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Starting: postgres trino superset metabase")
                .contains("trino                answers after", "metabase-provision   done after", "http://127.0.0.1:8088", "http://127.0.0.1:3000");
        assertThat(calls()).contains("crowd package").anyMatch(call -> call.contains("--profile superset --profile metabase up --detach"));
    }

    @Test
    void secretsAreMadeOnceAndForTheOwnerOnly()
            throws Exception
    {
        assertThat(run("up").exitCode()).isZero();
        Path file = directory.resolve("docker/.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        String made = Files.readString(file);
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            secrets.load(reader);
        }
        secrets.remove("METABASE_ADMIN_EMAIL");
        assertThat(secrets.values()).hasSizeGreaterThan(5).doesNotHaveDuplicates().allSatisfy(value -> assertThat((String) value).matches("[0-9a-f]{48}"));

        // One that is missing, of a newer version for example, is added; the others stay.
        Files.writeString(file, made.replaceAll("(?m)^SUPERSET_SECRET_KEY=.*\\n", ""));
        assertThat(run("up").exitCode()).isZero();
        assertThat(Files.readString(file).lines()).containsAll(made.lines().filter(line -> !line.startsWith("SUPERSET_SECRET_KEY")).toList())
                .anyMatch(line -> line.startsWith("SUPERSET_SECRET_KEY="));
    }

    @Test
    void whatIsNotWantedIsNotStarted()
            throws Exception
    {
        Result result = run("up", "--no-metabase", "--scale", "tiny");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Starting: postgres trino superset.").doesNotContain("metabase");
        assertThat(calls()).noneMatch(call -> call.contains("--profile metabase")).anyMatch(call -> call.contains("--profile superset up"));
    }

    @Test
    void anEndedServiceIsNamedWithItsLog()
            throws Exception
    {
        Files.writeString(directory.resolve("stand-in/state-metabase-provision"), "exited  1\n");
        Result result = run("up", "--timeout", "5");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the last words of metabase-provision", "The service metabase-provision ended with 1.");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed()
            throws Exception
    {
        Files.writeString(directory.resolve("stand-in/state-trino"), "running unhealthy 0\n");
        Result result = run("up", "--timeout", "1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("The service trino is 'running, unhealthy' after 1 s.");
    }

    @Test
    void ifComposeGivesUpTheServiceIsNamed()
            throws Exception
    {
        Files.createFile(directory.resolve("stand-in/up-fails"));
        assertThat(run("up").err()).contains("docker compose could not start the services");
        Files.writeString(directory.resolve("stand-in/state-postgres"), "running unhealthy 0\n");
        assertThat(run("up").err()).contains("the last words of postgres", "The service postgres runs and does not answer.");
        Files.writeString(directory.resolve("stand-in/state-postgres"), "running healthy 0\n");
        Files.writeString(directory.resolve("stand-in/state-views"), "exited  2\n");
        Result result = run("up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the last words of views", "The service views ended with 2.");
    }

    @Test
    void withoutComposeOneSentenceSaysSo()
            throws Exception
    {
        Files.createFile(directory.resolve("stand-in/absent"));
        Result result = run("up");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().startsWith("up: docker compose is needed").contains("docs/dashboards.md");
        assertThat(directory.resolve("docker/.env")).doesNotExist();
    }

    @Test
    void mistakesAreTold()
            throws Exception
    {
        assertThat(run("up", "--sclae", "tiny").err()).contains("'--sclae' is no option");
        assertThat(run("up", "--scale", "huge").err()).contains("--scale takes tiny, sf1, sf2 and so on, not 'huge'.");
        assertThat(run("up", "--timeout", "soon").err()).contains("not 'soon'");
        assertThat(run("up", "--help").out()).contains("--no-metabase");
        assertThat(run("down").err()).contains("docker/up has not been run here");
    }

    @Test
    void downKeepsDataUnlessAsked()
            throws Exception
    {
        assertThat(run("up").exitCode()).isZero();
        assertThat(run("down").exitCode()).isZero();
        assertThat(calls().getLast()).contains(" down --remove-orphans").doesNotContain("--volumes");
        assertThat(directory.resolve("docker/.env")).exists();
        assertThat(run("down", "--delete-data").exitCode()).isZero();
        assertThat(calls().getLast()).contains("--volumes");
        assertThat(directory.resolve("docker/.env")).doesNotExist();
    }

    /// What the service `views` runs inside its container, with a `trino` that prints what it is given.
    @Test
    void viewsAreMadeOverTheShopOfTheScale()
            throws Exception
    {
        script("stand-in/trino", "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        List<String> command = new ArrayList<>();
        DockerFiles.compose().at("/services/views/entrypoint")
                .forEach(word -> command.add(word.asText().replace("$$", "$").replace("/sql/", DockerFiles.path("superset/sql") + "/")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("CROWD_SCALE", "tiny", "PATH", directory.resolve("stand-in") + ":" + System.getenv("PATH")));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out)
                .startsWith("--server\nhttp://trino:8080\n--user\nadmin\n--execute\n")
                .contains("CREATE OR REPLACE VIEW warehouse.dashboards.events", "FROM shop.tiny.events")
                .doesNotContain("sf1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "common.sh", "superset/start"})
    void scriptsPassShellcheck(String name)
            throws Exception
    {
        String path = DockerFiles.path(name).toString();
        assertThat(new ProcessBuilder("bash", "-n", path).inheritIO().start().waitFor()).isZero();
        assumeTrue(Stream.of(System.getenv("PATH").split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "shellcheck"))), "shellcheck is not installed");
        Process shellcheck = new ProcessBuilder("shellcheck", "--external-sources", "--source-path=SCRIPTDIR", path).redirectErrorStream(true).start();
        String out = new String(shellcheck.getInputStream().readAllBytes(), UTF_8);
        assertThat(shellcheck.waitFor()).as(out).isZero();
    }

    private List<String> calls()
            throws IOException
    {
        return Files.readAllLines(directory.resolve("stand-in/calls"));
    }

    private void script(String name, String content)
            throws IOException
    {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String script, String... options)
            throws Exception
    {
        List<String> command = new ArrayList<>(List.of(directory.resolve("docker").resolve(script).toString()));
        command.addAll(List.of(options));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = ImmutableMap.of(
                "STAND_IN", directory.resolve("stand-in").toString(),
                "PATH", directory.resolve("stand-in") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
