package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFileSurvey
{
    @TempDir
    private Path directory;

    @Test
    void readsHeaderTypesAndRowsOfCsv()
            throws IOException
    {
        FileSurvey survey = survey("a.csv", "\uFEFFId,name,at\r\n1,\"x\n\"\"y\"\"\",2020-01-01\r\n\r\n2,,\r\n");
        assertThat(survey.rows()).isEqualTo(2);
        assertThat(survey.columns()).extracting(Column::definition).containsExactly("\"id\" bigint", "\"name\" varchar", "\"at\" date");
    }

    @Test
    void typesComeFromTheWholeFile()
            throws IOException
    {
        FileSurvey survey = survey("a.csv", "n\n" + "1\n".repeat(5000) + "x\n");
        assertThat(survey.columns().getFirst().type().sql()).isEqualTo("varchar");
        assertThat(survey.rows()).isEqualTo(5001);
    }

    @Test
    void emptyLineOfAFileWithOneColumnIsANull()
            throws IOException
    {
        assertThat(survey("a.csv", "n\n1\n\n2\n").rows()).isEqualTo(3);
    }

    @Test
    void readsJsonLinesInWhichAnyKeyMayBeMissing()
            throws IOException
    {
        FileSurvey survey = survey("a.jsonl", "{\"a\": 1}\n\n{\"b\": [1.50], \"A\": 2.5}\n{\"c\": \"2020-01-01T00:00:00Z\", \"b\": null}\n");
        assertThat(survey.rows()).isEqualTo(3);
        assertThat(survey.columns()).extracting(Column::definition).containsExactly("\"a\" double", "\"b\" varchar", "\"c\" timestamp(6)");
    }

    @Test
    void compressionAndFormatAreToldByTheContent()
            throws IOException
    {
        Path file = directory.resolve("data");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(file))) {
            output.write("{\"a\":true}\n".getBytes(UTF_8));
        }
        assertThat(FileSurvey.of(source(file), Map.of()).columns()).extracting(Column::definition).containsExactly("\"a\" boolean");
    }

    @Test
    void missingFieldIsNamed()
    {
        assertFails("a.csv", "a,b\n1,2\n\"x\ny\"\n", "line 3, column 2 (b): expected 2 fields, found only 1.");
    }

    @Test
    void fieldTooManyIsNamed()
    {
        assertFails("a.csv", "a,b\n1,2,3\n", "line 2, column 3: expected 2 fields, found 3.");
    }

    @Test
    void textAfterAQuoteIsNamed()
    {
        assertFails("a.csv", "a,b\n1,\"x\ny\"z\n", "line 3, character 3: expected ',' or the end of the line after the closing quote, found 'z'.");
    }

    @Test
    void quoteThatIsNotClosedIsNamedWhereItOpens()
    {
        assertFails("a.csv", "a,b\n1,\"x\ny\n", "line 2, character 3: expected the quote that opens here to be closed, found the end of the file.");
    }

    @Test
    void brokenJsonIsNamed()
    {
        assertFails("a.jsonl", "{\"a\":1}\n{\"a\":}\n",
                "line 2, character 6: expected a JSON object: Unexpected character ('}' (code 125)): expected a value.");
        assertFails("b.jsonl", "[1]\n", "line 1, character 1: expected a JSON object.");
        assertFails("c.jsonl", "{\"a\":1} {\"a\":2}\n", "line 1, character 9: expected one object a line, found more.");
        assertFails("d.jsonl", "{\"a\":1, \"A\":2}\n", "line 1, character 9: expected each key once, whatever its case, found 'A' again.");
    }

    @Test
    void halfACharacterIsNamed()
    {
        assertFails("a.jsonl", "{\"a\":\"\\ud83d\"}\n", "line 1, character 6: expected whole Unicode characters, found half of a pair of surrogates.");
    }

    @Test
    void bytesThatAreNoTextAreNamed()
            throws IOException
    {
        Path file = Files.write(directory.resolve("a.csv"), "a,b\n1,é\n2,xÿ\n".getBytes(ISO_8859_1));
        SourceFile source = source(file);
        assertThatThrownBy(() -> FileSurvey.of(source, Map.of())).isInstanceOf(CharacterCodingException.class);
        assertThat(source.malformedText()).hasMessage(file + ", line 2, character 3: expected UTF-8, found the byte 0x0a.");
    }

    @Test
    void valueThatIsNotOfTheGivenTypeIsNamed()
            throws IOException
    {
        Path file = Files.writeString(directory.resolve("a.csv"), "a,b\n1,2\n3,x\n");
        assertThatThrownBy(() -> FileSurvey.of(source(file), Map.of("b", LoadType.parse("bigint"))))
                .isInstanceOf(UserException.class)
                .hasMessage(file + ", line 3, column 2 (b): expected bigint, found 'x'.");
    }

    @Test
    void columnsThatCannotBeNamedAreRefused()
    {
        assertNameFails("a, b\n",
                "the column name ' b' begins or ends with a blank or holds a comma or a control character: rename it, or name the columns by --no-header --columns.");
        assertNameFails("a,A\n", "two columns have the name 'a', whose case Trino does not tell apart.");
        assertNameFails("a,\n", "column 2 has no name.");
    }

    @Test
    void typeForAColumnThatIsNotThereIsRefused()
            throws IOException
    {
        Path file = Files.writeString(directory.resolve("a.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> FileSurvey.of(source(file), Map.of("c", LoadType.parse("bigint"))))
                .hasMessage("--types names the column 'c', which %s does not have: its columns are a, b.".formatted(file));
    }

    @Test
    void emptyFileIsRefused()
            throws IOException
    {
        Path file = Files.writeString(directory.resolve("a.csv"), "");
        assertThatThrownBy(() -> FileSurvey.of(source(file), Map.of())).hasMessage("%s is empty: expected a header with the names of the columns.".formatted(file));
    }

    private FileSurvey survey(String name, String text)
            throws IOException
    {
        return FileSurvey.of(source(Files.writeString(directory.resolve(name), text)), Map.of());
    }

    private void assertFails(String name, String text, String message)
    {
        assertThatThrownBy(() -> survey(name, text)).isInstanceOf(UserException.class).hasMessage(directory.resolve(name) + ", " + message);
    }

    private void assertNameFails(String text, String message)
    {
        assertThatThrownBy(() -> survey("a.csv", text)).isInstanceOf(UserException.class).hasMessage(directory.resolve("a.csv") + ": " + message);
    }

    private static SourceFile source(Path file)
    {
        return new SourceFile(file, ',', Optional.<List<String>>empty(), "");
    }
}
