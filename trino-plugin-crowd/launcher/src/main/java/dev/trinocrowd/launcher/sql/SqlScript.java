package dev.trinocrowd.launcher.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

import java.util.ArrayList;
import java.util.List;

import static io.trino.grammar.sql.SqlBaseLexer.BEGIN;
import static io.trino.grammar.sql.SqlBaseLexer.BRACKETED_COMMENT;
import static io.trino.grammar.sql.SqlBaseLexer.CASE;
import static io.trino.grammar.sql.SqlBaseLexer.END;
import static io.trino.grammar.sql.SqlBaseLexer.FUNCTION;
import static io.trino.grammar.sql.SqlBaseLexer.IF;
import static io.trino.grammar.sql.SqlBaseLexer.LOOP;
import static io.trino.grammar.sql.SqlBaseLexer.REPEAT;
import static io.trino.grammar.sql.SqlBaseLexer.SEMICOLON;
import static io.trino.grammar.sql.SqlBaseLexer.SIMPLE_COMMENT;
import static io.trino.grammar.sql.SqlBaseLexer.UNRECOGNIZED;
import static io.trino.grammar.sql.SqlBaseLexer.WHILE;
import static io.trino.grammar.sql.SqlBaseLexer.WS;
import static java.util.stream.Collectors.joining;

/// Splits a script at its semicolons by Trino's own lexer, which knows quotes and comments.
///
/// The semicolons inside the body of a SQL routine end no statement.
public final class SqlScript
{
    private static final int ROUTINE_PREFIX = 4;

    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<String> caption = new ArrayList<>();
    private final List<Token> current = new ArrayList<>();
    private int depth;
    private boolean broken;

    private SqlScript()
    {}

    public static List<SqlStatement> split(String text)
    {
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        SqlScript script = new SqlScript();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            script.add(token);
        }
        script.finish();
        return List.copyOf(script.statements);
    }

    private void add(Token token)
    {
        switch (token.getType()) {
            case SIMPLE_COMMENT -> {
                if (current.isEmpty()) {
                    caption.add(token.getText().substring(2).strip());
                }
                else {
                    current.add(token);
                }
            }
            case WS, BRACKETED_COMMENT -> {
                if (current.isEmpty()) {
                    // The line feed after a comment is the comment's own: another one is an empty line.
                    if (token.getText().contains("\n") && !caption.isEmpty()) {
                        caption.add("");
                    }
                }
                else {
                    current.add(token);
                }
            }
            case SEMICOLON -> {
                if (depth == 0 && !broken) {
                    finish();
                }
                else {
                    current.add(token);
                }
            }
            default -> {
                trackRoutine(token);
                // A quote that is not closed: what follows cannot be told apart any more, Trino says what is wrong with it.
                broken |= token.getType() == UNRECOGNIZED && (token.getText().equals("'") || token.getText().equals("\""));
                current.add(token);
            }
        }
    }

    private void trackRoutine(Token token)
    {
        List<Integer> before = current.stream()
                .map(Token::getType)
                .filter(type -> type != WS && type != SIMPLE_COMMENT && type != BRACKETED_COMMENT)
                .toList();
        if (before.stream().limit(ROUTINE_PREFIX).noneMatch(type -> type == FUNCTION)) {
            return;
        }
        boolean afterEnd = before.getLast() == END;
        switch (token.getType()) {
            case BEGIN -> depth++;
            case CASE -> depth += afterEnd ? 0 : 1;
            case END -> depth--;
            // END IF closes what no word before it has opened.
            case IF, LOOP, REPEAT, WHILE -> depth += afterEnd ? 1 : 0;
            default -> {
            }
        }
    }

    private void finish()
    {
        if (!current.isEmpty()) {
            Token first = current.getFirst();
            String text = current.stream().map(Token::getText).collect(joining()).stripTrailing();
            statements.add(new SqlStatement(trimmed(caption), text, first.getLine(), first.getCharPositionInLine() + 1));
        }
        current.clear();
        caption.clear();
        depth = 0;
    }

    private static List<String> trimmed(List<String> lines)
    {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isEmpty()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isEmpty()) {
            to--;
        }
        return lines.subList(from, to);
    }
}
