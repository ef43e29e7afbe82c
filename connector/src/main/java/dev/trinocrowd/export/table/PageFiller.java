package dev.trinocrowd.export.table;

import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.type.Type;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Makes pages of rows, which come one by one.
final class PageFiller<T>
{
    private static final int PAGE_POSITIONS = 8_192;

    private final PageBuilder page;
    private final RowWriter<T> writer;

    interface RowWriter<T>
    {
        /// Writes the values of a row to the builders of a page.
        void write(T row, PageBuilder page);
    }

    PageFiller(List<Type> types, RowWriter<T> writer)
    {
        page = new PageBuilder(types);
        this.writer = requireNonNull(writer, "writer is null");
    }

    /// @return empty if there is no row left
    Optional<Page> next(Iterator<T> rows)
    {
        page.reset();
        while (rows.hasNext() && page.getPositionCount() < PAGE_POSITIONS && !page.isFull()) {
            page.declarePosition();
            writer.write(rows.next(), page);
        }
        return page.isEmpty() ? Optional.empty() : Optional.of(page.build());
    }

    /// What the rows of the last page take while the next ones are written.
    long retainedBytes()
    {
        return page.getRetainedSizeInBytes();
    }
}
