package dev.trinocrowd.launcher.load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTypeDetector
{
    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', value = {
        "true;FALSE = boolean",
        "true;1 = varchar",
        "1;-2;0 = bigint",
        "9223372036854775807 = bigint",
        "9223372036854775808 = double",
        "9223372036854775809 = varchar",
        "1;2.5;1e3 = double",
        "9007199254740993;0.5 = varchar",
        "007 = varchar",
        "+1 = varchar",
        "-0 = double",
        "1e999 = varchar",
        "2020-02-29 = date",
        "2021-02-29 = varchar",
        "2020-01-01;2020-01-01 08:26 = timestamp(6)",
        "2020-01-01T08:26:00.123456 = timestamp(6)",
        "2020-01-01 08:26:00.1234567 = varchar",
        "2020-01-01T08:26:00Z;2020-01-01T08:26:00+02:00 = timestamp(6)",
        "2020-01-01T08:26:00Z;2020-01-01T08:26:00 = varchar",
        "2020-01-01 25:00 = varchar",
        "NaN = varchar",
        "x = varchar",
    })
    void findsTheNarrowestType(String values, String type)
    {
        TypeDetector detector = new TypeDetector();
        for (String value : values.split(";", -1)) {
            detector.add(new Cell(value, false));
        }
        assertThat(detector.type().sql()).isEqualTo(type);
    }

    @Test
    void columnOfNullsIsText()
    {
        assertThat(new TypeDetector().type().sql()).isEqualTo("varchar");
    }

    @Test
    void textThatTheFileCallsTextIsNoNumberButMayBeATime()
    {
        TypeDetector number = new TypeDetector();
        number.add(new Cell("12", true));
        assertThat(number.type().sql()).isEqualTo("varchar");

        TypeDetector time = new TypeDetector();
        time.add(new Cell("2020-01-01T00:00:00Z", true));
        assertThat(time.type().sql()).isEqualTo("timestamp(6)");
    }
}
