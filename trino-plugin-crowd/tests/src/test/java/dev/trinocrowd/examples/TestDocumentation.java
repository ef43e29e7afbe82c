package dev.trinocrowd.examples;

import dev.trinocrowd.launcher.sql.AlignedTable;
import dev.trinocrowd.launcher.sql.Results;
import dev.trinocrowd.launcher.sql.SqlScript;
import dev.trinocrowd.launcher.sql.SqlStatement;
import dev.trinocrowd.testing.ProjectFiles;
import dev.trinocrowd.testing.RealServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Every SQL block of the README and of `docs`: it runs, and where a text block follows, it prints that.
final class TestDocumentation
{
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\\n(?<sql>.*?)```\\n(?:\\s*```text\\n(?<text>.*?)```)?", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?<target>[^)#:]+)(?:#[^)]*)?\\)");

    record Block(String page, int line, String sql, String text)
    {
        @Override
        public String toString()
        {
            return "%s:%s".formatted(page, line);
        }
    }

    static List<Block> blocks()
            throws IOException
    {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher matcher = SQL_BLOCK.matcher(text);
            while (matcher.find()) {
                int line = 1 + (int) text.substring(0, matcher.start()).lines().count();
                blocks.add(new Block(page.getFileName().toString(), line, matcher.group("sql"), matcher.group("text")));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void sqlPrintsWhatThePageSays(Block block)
            throws SQLException
    {
        try (Connection connection = RealServer.shared().connect(); Statement statement = connection.createStatement()) {
            String printed = "";
            for (SqlStatement sql : SqlScript.split(block.sql())) {
                if (statement.execute(sql.text())) {
                    AlignedTable table = Results.table(statement.getResultSet());
                    printed = String.join("\n", endsWithCount(block.text()) ? table.lines() : table.body());
                }
            }
            if (block.text() != null) {
                assertThat(printed.strip()).isEqualTo(block.text().strip());
            }
        }
    }

    @Test
    void linksLeadSomewhere()
            throws IOException
    {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group("target")).normalize()).as("link in %s", page.getFileName()).exists();
            }
        }
    }

    // A page may leave out the number of rows, which it shows anyhow.
    private static boolean endsWithCount(String text)
    {
        return text != null && text.strip().matches("(?s).*\\(\\d+ rows?\\)");
    }

    private static List<Path> pages()
            throws IOException
    {
        try (Stream<Path> docs = Files.list(ProjectFiles.root().resolve("docs"))) {
            return Stream.concat(Stream.of(ProjectFiles.root().resolve("README.md")), docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }
}
