package dev.trinocrowd.crowd;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.airlift.units.Duration;
import io.trino.spi.TrinoException;
import io.trino.spi.classloader.ThreadContextClassLoader;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.procedure.Procedure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.StandardErrorCode.INVALID_PROCEDURE_ARGUMENT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/// `CALL crowd.system.remove_orphan_tables('7d')`: deletes the files of tables that are in no schema.
public final class RemoveOrphanTables
{
    private static final String NAME = "remove_orphan_tables";
    private static final String DEFAULT_RETENTION = "7d";
    private static final MethodHandle METHOD;

    static {
        try {
            METHOD = MethodHandles.lookup().findVirtual(RemoveOrphanTables.class, "remove", MethodType.methodType(void.class, ConnectorSession.class, String.class));
        }
        catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CrowdStorage storage;
    private final CrowdConfig config;

    @Inject
    public RemoveOrphanTables(CrowdStorage storage, CrowdConfig config)
    {
        this.storage = requireNonNull(storage, "storage is null");
        this.config = requireNonNull(config, "config is null");
    }

    Procedure procedure()
    {
        return new Procedure(
                ChangesFunction.SCHEMA,
                NAME,
                ImmutableList.of(new Procedure.Argument("RETENTION_THRESHOLD", VARCHAR, false, utf8Slice(DEFAULT_RETENTION))),
                METHOD.bindTo(this));
    }

    /// What the engine calls.
    public void remove(ConnectorSession session, String retentionThreshold)
    {
        if (retentionThreshold == null) {
            throw new TrinoException(INVALID_PROCEDURE_ARGUMENT, "%s expects how old files must be, such as '7d' or '36h', found NULL".formatted(NAME));
        }
        Duration retention = retention(retentionThreshold);
        try (ThreadContextClassLoader _ = new ThreadContextClassLoader(getClass().getClassLoader())) {
            storage.schemas(session).removeOrphans(retention.toJavaTime(), config.getMinimumRetention().toJavaTime());
        }
        catch (RuntimeException e) {
            throw CrowdErrors.translate(e);
        }
    }

    private static Duration retention(String text)
    {
        try {
            return Duration.valueOf(text);
        }
        catch (IllegalArgumentException e) {
            throw new TrinoException(INVALID_PROCEDURE_ARGUMENT, "%s expects how old files must be, such as '7d' or '36h', found '%s'".formatted(NAME, text), e);
        }
    }
}
