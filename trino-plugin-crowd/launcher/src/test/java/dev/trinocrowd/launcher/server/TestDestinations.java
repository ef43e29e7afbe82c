package dev.trinocrowd.launcher.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trinocrowd.launcher.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDestinations
{
    @TempDir
    private Path folder;

    @Test
    void theUsersOwnStandBesideThoseOfCrowd()
            throws IOException
    {
        Destinations destinations = users("{\"mine\": {\"kind\": \"http\", \"url\": \"${ENV:HOOK}\"}}");
        assertThat(written(destinations)).isEqualTo("""
                {
                  "files" : {
                    "kind" : "file",
                    "format" : "csv",
                    "location" : "local:///exports"
                  },
                  "mine" : {
                    "kind" : "http",
                    "url" : "${ENV:HOOK}"
                  }
                }
                """);
    }

    @Test
    void theUsersOwnTakesThePlaceOfCrowdsWithTheSameName()
            throws IOException
    {
        Destinations destinations = users("{\"files\": {\"kind\": \"file\", \"format\": \"parquet\", \"location\": \"local:///parquet\"}}");
        assertThat(new JsonMapper().readTree(written(destinations)).at("/files/format").asText()).isEqualTo("parquet");
        assertThat(destinations.declared()).hasSize(1);
    }

    @Test
    void saysWhereAFileIsNoJson()
    {
        assertThatThrownBy(() -> users("{\"mine\":\n {\"kind\": http}}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("destinations.json, which is no JSON: line 2, column ");
    }

    @Test
    void refusesTheSameNameTwice()
    {
        assertThatThrownBy(() -> users("{\"mine\": {}, \"mine\": {}}"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Duplicate field 'mine'");
    }

    @Test
    void refusesWhatIsNoObject()
    {
        assertThatThrownBy(() -> users("[]"))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("which must hold a JSON object with a member for each destination.");
    }

    @Test
    void refusesAnEmptyFile()
    {
        assertThatThrownBy(() -> users(""))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("which must hold a JSON object with a member for each destination.");
    }

    private Destinations users(String json)
            throws IOException
    {
        return Destinations.of(Optional.of(Files.writeString(folder.resolve("destinations.json"), json)));
    }

    private String written(Destinations destinations)
            throws IOException
    {
        Path file = folder.resolve("written.json");
        destinations.write(file);
        return Files.readString(file);
    }
}
