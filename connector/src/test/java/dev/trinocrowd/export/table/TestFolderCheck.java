package dev.trinocrowd.export.table;

import dev.trinocrowd.export.destination.Destination;
import dev.trinocrowd.export.destination.Destinations;
import dev.trinocrowd.export.destination.DestinationsException;
import dev.trinocrowd.export.destination.TestingDestinations;
import io.trino.filesystem.Location;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFolderCheck
{
    @ParameterizedTest
    @CsvSource({
        "local:///crowd, local:///crowd",
        "local:///crowd/, local:///crowd/exports",
        "local:///data/crowd, local:///data",
        "local:///, local:///exports",
        "s3://bucket/crowd, s3a://bucket/crowd/exports",
        "s3://bucket/, s3://bucket/exports",
        "abfss://box@account.dfs.core.windows.net/crowd, wasbs://box@account.blob.core.windows.net/crowd/exports",
    })
    void aFolderInTheOtherIsRefused(String catalog, String folder)
    {
        assertThatThrownBy(() -> check(catalog, folder))
                .isInstanceOf(DestinationsException.class)
                .hasMessage("destination it: 'location' must be apart from crowd.location, found %s and %s", folder, catalog);
    }

    @ParameterizedTest
    @CsvSource({
        "local:///crowd, local:///crowds",
        "local:///crowd, local:///exports/crowd",
        "s3://bucket/crowd, s3://other/crowd/exports",
        "s3://bucket/crowd, gs://bucket/crowd/exports",
        "abfss://box@account.dfs.core.windows.net/crowd, abfss://other@account.dfs.core.windows.net/crowd",
    })
    void foldersApartFromEachOtherAreFine(String catalog, String folder)
    {
        assertThatCode(() -> check(catalog, folder)).doesNotThrowAnyException();
    }

    private static void check(String catalog, String folder)
    {
        Destination destination = TestingDestinations.parse("{\"kind\": \"file\", \"format\": \"csv\", \"location\": \"%s\"}".formatted(folder), Map.of());
        FolderCheck.check(new Destinations(Map.of("it", destination)), Location.of(catalog));
    }
}
