package dev.trinocrowd.export.file;

import io.trino.parquet.AbstractParquetDataSource;
import io.trino.parquet.ParquetDataSourceId;
import io.trino.parquet.ParquetReaderOptions;
import io.trino.parquet.metadata.BlockMetadata;
import io.trino.parquet.metadata.ColumnChunkMetadata;
import io.trino.parquet.reader.MetadataReader;
import org.apache.parquet.column.statistics.Statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a Parquet file says of itself.
final class ParquetFooter
{
    private ParquetFooter()
    {}

    /// @return for each column its type, its least and greatest value, and how often it is NULL
    static List<String> columns(Path file)
            throws IOException
    {
        byte[] content = Files.readAllBytes(file);
        AbstractParquetDataSource source = new AbstractParquetDataSource(new ParquetDataSourceId(file.toString()), content.length, ParquetReaderOptions.defaultOptions())
        {
            @Override
            protected void readInternal(long position, byte[] buffer, int offset, int length)
            {
                System.arraycopy(content, (int) position, buffer, offset, length);
            }

            @Override
            public void close()
            {}
        };
        List<String> columns = new ArrayList<>();
        for (BlockMetadata block : MetadataReader.readFooter(source, Optional.empty()).getBlocks()) {
            for (ColumnChunkMetadata column : block.columns()) {
                Statistics<?> statistics = column.getStatistics();
                columns.add("%s %s..%s, %s NULL".formatted(
                        column.getPrimitiveType().getLogicalTypeAnnotation(),
                        statistics.hasNonNullValue() ? statistics.minAsString() : "?",
                        statistics.hasNonNullValue() ? statistics.maxAsString() : "?",
                        statistics.getNumNulls()));
            }
        }
        return columns;
    }
}
