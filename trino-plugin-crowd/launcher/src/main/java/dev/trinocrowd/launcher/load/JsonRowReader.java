package dev.trinocrowd.launcher.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION;
import static com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS;
import static com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES;
import static java.util.Objects.requireNonNull;

/// One JSON object a line. Its keys are the columns; a value that is an array or an object stays the text that it is.
final class JsonRowReader
        implements RowReader
{
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(STRICT_DUPLICATE_DETECTION)
            .enable(USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(JsonNodeFactory.instance)
            .build();

    private final SourceFile file;
    private final BufferedReader reader;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private long line;

    JsonRowReader(SourceFile file)
            throws IOException
    {
        this.file = requireNonNull(file, "file is null");
        this.reader = new BufferedReader(file.reader());
        file.columns().ifPresent(names -> names.forEach(name -> positions.put(name.toLowerCase(Locale.ROOT), positions.size())));
    }

    @Override
    public List<String> columns()
    {
        return List.copyOf(positions.keySet());
    }

    @Override
    public Optional<SourceRow> next()
            throws IOException
    {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            line++;
            if (!text.isBlank()) {
                return Optional.of(new SourceRow(line, cells(text)));
            }
        }
        return Optional.empty();
    }

    private List<Cell> cells(String text)
            throws IOException
    {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw file.error(line, "character %s: expected a JSON object.".formatted(parser.currentTokenLocation().getColumnNr()));
            }
            Cell[] cells = new Cell[positions.size()];
            boolean[] seen = new boolean[positions.size()];
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                // Trino keeps names in lower case.
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                int position = positions.computeIfAbsent(name, _ -> positions.size());
                if (position >= cells.length) {
                    cells = Arrays.copyOf(cells, position + 1);
                    seen = Arrays.copyOf(seen, position + 1);
                }
                if (seen[position]) {
                    throw file.error(line, "character %s: expected each key once, whatever its case, found '%s' again.".formatted(parser.currentTokenLocation().getColumnNr(),
                            parser.currentName()));
                }
                seen[position] = true;
                parser.nextToken();
                cells[position] = cell(parser);
            }
            if (parser.nextToken() != null) {
                throw file.error(line, "character %s: expected one object a line, found more.".formatted(parser.currentTokenLocation().getColumnNr()));
            }
            return new ArrayList<>(Arrays.asList(cells));
        }
        catch (JsonProcessingException e) {
            throw file.error(line, "character %s: expected a JSON object: %s.".formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
        }
    }

    private Cell cell(JsonParser parser)
            throws IOException
    {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> new Cell(checkUnicode(parser), true);
            case START_ARRAY, START_OBJECT -> new Cell(MAPPER.readTree(parser).toString(), true);
            default -> new Cell(parser.getText(), false);
        };
    }

    // An escape can name half a character, which no UTF-8 holds.
    private String checkUnicode(JsonParser parser)
            throws IOException
    {
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isLowSurrogate(text.charAt(i)) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw file.error(line,
                            "character %s: expected whole Unicode characters, found half of a pair of surrogates.".formatted(parser.currentTokenLocation().getColumnNr()));
                }
                i++;
            }
        }
        return text;
    }

    @Override
    public void close()
            throws IOException
    {
        reader.close();
    }
}
