package dev.trinocrowd.launcher.sql;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/// One statement of a script.
///
/// @param caption the lines of the `--` comments right before it, without their dashes
/// @param line where its text begins in the script, from 1
/// @param column where its text begins in that line, from 1
public record SqlStatement(List<String> caption, String text, int line, int column)
{
    private static final Pattern POSITION = Pattern.compile("^line (\\d+):(\\d+): ");

    public SqlStatement
    {
        caption = List.copyOf(caption);
        requireNonNull(text, "text is null");
    }

    /// The message of an error with its position in the script instead of that in the statement.
    public String locate(String message)
    {
        Matcher matcher = POSITION.matcher(message);
        return matcher.replaceFirst(this::locate);
    }

    private String locate(MatchResult position)
    {
        int errorLine = Integer.parseInt(position.group(1));
        int errorColumn = Integer.parseInt(position.group(2));
        return "line %s:%s: ".formatted(line + errorLine - 1, errorLine == 1 ? column + errorColumn - 1 : errorColumn);
    }
}
