package dev.trinocrowd.export.file;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.PayloadColumn;
import dev.trinocrowd.export.delivery.PayloadJson;
import dev.trinocrowd.export.delivery.RowSchema;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// CSV files.
final class CsvEncoder
        implements RowEncoder
{
    private static final int BUFFER = 1 << 16;
    /// Numbers stand bare and all else in quotes, so that NULL and an empty text differ.
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').setQuoteMode(QuoteMode.NON_NUMERIC).get();

    private final RowSchema schema;
    private final boolean isSpreadsheetSafe;
    private final List<UnaryOperator<Object>> cells;

    CsvEncoder(RowSchema schema, boolean isSpreadsheetSafe)
    {
        this.schema = requireNonNull(schema, "schema is null");
        this.isSpreadsheetSafe = isSpreadsheetSafe;
        cells = schema.columns().stream().map(this::cell).collect(toImmutableList());
    }

    private UnaryOperator<Object> cell(PayloadColumn column)
    {
        return switch (column.kind()) {
            case BOOLEAN, DATE, UUID -> Object::toString;
            case INTEGER, DOUBLE, DECIMAL -> UnaryOperator.identity();
            case VARCHAR -> isSpreadsheetSafe ? text -> SpreadsheetText.escape((String) text) : UnaryOperator.identity();
            case TIMESTAMP -> timestamp(PayloadJson.timestampFormat(column.precision()));
        };
    }

    private static UnaryOperator<Object> timestamp(DateTimeFormatter format)
    {
        return time -> format.format((LocalDateTime) time);
    }

    @Override
    public void write(List<OutboxRow> rows, OutputStream out)
            throws IOException
    {
        // Text is put together without the locks of a writer, and leaves by whole rows, so that no character is torn.
        StringBuilder text = new StringBuilder(2 * BUFFER);
        CSVPrinter printer = new CSVPrinter(text, FORMAT);
        printer.printRecord(header());
        for (OutboxRow row : rows) {
            printer.print(row.member());
            if (schema.hasDeletes()) {
                printer.print(row.action().toString());
            }
            for (int i = 0; i < cells.size(); i++) {
                Object value = row.value(i);
                printer.print(value == null ? null : cells.get(i).apply(value));
            }
            row.release();
            printer.println();
            if (text.length() >= BUFFER) {
                flush(text, out);
            }
        }
        flush(text, out);
    }

    private static void flush(StringBuilder text, OutputStream out)
            throws IOException
    {
        out.write(text.toString().getBytes(UTF_8));
        text.setLength(0);
    }

    private List<String> header()
    {
        ImmutableList.Builder<String> header = ImmutableList.builder();
        header.add(schema.member());
        if (schema.hasDeletes()) {
            header.add(FileTarget.ACTION);
        }
        schema.columns().forEach(column -> header.add(column.name()));
        return header.build().stream().map(name -> isSpreadsheetSafe ? SpreadsheetText.escape(name) : name).toList();
    }
}
