package dev.trinocrowd.launcher.load;

import dev.trinocrowd.launcher.UserException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

final class CsvRowReader
        implements RowReader
{
    private final SourceFile file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;

    CsvRowReader(SourceFile file)
            throws IOException
    {
        this.file = requireNonNull(file, "file is null");
        this.parser = CSVFormat.RFC4180.builder()
                .setDelimiter(file.delimiter())
                .setNullString(file.nullText())
                // With this mode a quoted text is never NULL.
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setIgnoreEmptyLines(false)
                .get()
                .parse(file.reader());
        this.records = parser.iterator();
        if (file.columns().isPresent()) {
            columns = file.columns().get();
        }
        else {
            CSVRecord header = nextRecord().orElseThrow(() -> new UserException("%s is empty: expected a header with the names of the columns.".formatted(file.path())));
            columns = header.stream().map(name -> name == null ? "" : name).toList();
        }
    }

    @Override
    public List<String> columns()
    {
        return columns;
    }

    @Override
    public Optional<SourceRow> next()
            throws IOException
    {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            Optional<CSVRecord> record = nextRecord();
            if (record.isEmpty()) {
                return Optional.empty();
            }
            if (columns.size() > 1 && isEmptyLine(record.get())) {
                continue;
            }
            checkSize(record.get(), line);
            List<Cell> cells = new ArrayList<>(columns.size());
            for (String value : record.get()) {
                cells.add(value == null ? null : new Cell(value, false));
            }
            return Optional.of(new SourceRow(line, cells));
        }
    }

    private static boolean isEmptyLine(CSVRecord record)
    {
        return record.size() == 1 && (record.get(0) == null || record.get(0).isEmpty());
    }

    private void checkSize(CSVRecord record, long line)
    {
        if (record.size() < columns.size()) {
            throw file.error(line, "column %s (%s): expected %s fields, found only %s.".formatted(record.size() + 1, columns.get(record.size()), columns.size(), record.size()));
        }
        if (record.size() > columns.size()) {
            throw file.error(line, "column %s: expected %s fields, found %s.".formatted(columns.size() + 1, columns.size(), record.size()));
        }
    }

    private Optional<CSVRecord> nextRecord()
            throws IOException
    {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        }
        catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw e.getCause();
            }
            throw BrokenQuote.find(file).orElseThrow(e::getCause);
        }
    }

    @Override
    public void close()
            throws IOException
    {
        parser.close();
    }
}
