package dev.trinocrowd.realdata;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.DistributedQueryRunner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The engine with the plugin and a `warehouse` catalog, and the ways that files get into it.
///
/// What the tests ask is plain SQL over `warehouse.real`, so that it can be asked of another server too.
final class RealDataQueryRunner
{
    static final String SCHEMA = "warehouse.real";

    private final DistributedQueryRunner queryRunner;
    private final Path folder;

    private RealDataQueryRunner(DistributedQueryRunner queryRunner, Path folder)
    {
        this.queryRunner = queryRunner;
        this.folder = folder;
    }

    static RealDataQueryRunner create()
            throws Exception
    {
        Path folder = Files.createTempDirectory("crowd-real-data");
        DistributedQueryRunner queryRunner = CrowdQueryRunner.create(0, folder);
        try {
            queryRunner.execute("CREATE SCHEMA " + SCHEMA);
            return new RealDataQueryRunner(queryRunner, folder);
        }
        catch (Throwable e) {
            queryRunner.close();
            throw e;
        }
    }

    DistributedQueryRunner queryRunner()
    {
        return queryRunner;
    }

    void loadParquet(Path file, String table, String columns)
    {
        queryRunner.execute("CREATE TABLE %s.%s (%s) WITH (external_location = '%s', format = 'PARQUET')".formatted(SCHEMA, table, columns, copyIn(file, table)));
    }

    /// @param columns all of type varchar, as the format has no others
    /// @param typed the columns with the types that they are meant to have
    void loadCsv(Path file, String table, String columns, String typed)
    {
        queryRunner.execute("CREATE TABLE %s.%s_text (%s) WITH (external_location = '%s', format = 'CSV', skip_header_line_count = 1)".formatted(SCHEMA, table, columns,
                copyIn(file, table + "_text")));
        queryRunner.execute("CREATE TABLE %1$s.%2$s AS SELECT %3$s FROM %1$s.%2$s_text".formatted(SCHEMA, table, typed));
    }

    private String copyIn(Path file, String name)
    {
        try {
            Path target = folder.resolve("files").resolve(name);
            Files.createDirectories(target);
            Files.copy(file, target.resolve(file.getFileName()));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "local:///files/" + name;
    }
}
