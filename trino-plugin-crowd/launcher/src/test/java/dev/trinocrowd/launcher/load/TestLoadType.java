package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLoadType
{
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bigint | +0012 | 12",
        "tinyint | -128 | -128",
        "decimal(5,2) | 123.450 | 123.45",
        "decimal(5,2) | -.5 | -0.5",
        "double | +1.5e3 | 1.5e3",
        "boolean | TRUE | true",
        "timestamp(3) | 2020-01-01T00:00:00.120000Z | 2020-01-01 00:00:00.12",
        "timestamp(0) | 2020-01-01T01:30:00+02:00 | 2019-12-31 23:30:00",
        "date | 2020-01-01 | 2020-01-01",
        "varchar(2) | 日本 | 日本",
    })
    void writesValuesAsSqlReadsThem(String type, String text, String expected)
    {
        assertThat(LoadType.parse(type).normalize(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tinyint | 128",
        "bigint | 1.0",
        "decimal(5,2) | 1234.5",
        "decimal(5,2) | 1.234",
        "timestamp(3) | 2020-01-01 00:00:00.1234",
        "date | 2020-01-01 00:00",
        "date | 2020-13-01",
        "varchar(2) | abc",
        "boolean | 1",
    })
    void valuesThatWouldLoseSomethingAreNoneOfTheType(String type, String text)
    {
        assertThat(LoadType.parse(type).normalize(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bigint(3)", "decimal(39)", "decimal(3,4)", "timestamp(10)", "varchar(1,2)", "array(bigint)"})
    void otherTypesAreRefused(String type)
    {
        assertThatThrownBy(() -> LoadType.parse(type)).isInstanceOf(UserException.class)
                .hasMessageStartingWith("'" + type + "' is no type that a file can be loaded as: expected boolean, ");
    }

    @Test
    void typesAreReadInAnyCase()
    {
        assertThat(LoadType.parse(" Decimal( 10 , 2 ) ").sql()).isEqualTo("decimal(10, 2)");
    }
}
