package dev.trinocrowd.export.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.reflect.Reflection;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorTableMetadata;
import jakarta.annotation.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static com.google.common.base.Throwables.throwIfUnchecked;

/// Sends each call to the part that it is for: that of crowd tables or that of export tables, by the handles among its arguments.
///
/// So neither has to know the other.
public final class ExportRoutes
{
    private ExportRoutes()
    {}

    public static <T> T route(Class<T> type, T crowds, T exports)
    {
        return Reflection.newProxy(type, (_, method, arguments) -> call(method, isExport(arguments) ? exports : crowds, arguments));
    }

    /// Metadata beside each other: what is asked by name may be of either.
    public static ConnectorMetadata metadata(ConnectorMetadata crowds, ConnectorMetadata exports)
    {
        return Reflection.newProxy(ConnectorMetadata.class, (_, method, arguments) -> {
            if (isExport(arguments)) {
                return call(method, exports, arguments);
            }
            return switch (method.getName()) {
                case "getTableHandle" -> firstNonNull(call(method, crowds, arguments), call(method, exports, arguments));
                case "getSystemTable" -> firstPresent((Optional<?>) call(method, exports, arguments), (Optional<?>) call(method, crowds, arguments));
                case "listTables" -> ImmutableList.builder()
                        .addAll((List<?>) call(method, crowds, arguments))
                        .addAll((List<?>) call(method, exports, arguments))
                        .build();
                case "streamRelationColumns", "streamRelationComments" -> Iterators.concat(
                        (Iterator<?>) call(method, crowds, arguments),
                        (Iterator<?>) call(method, exports, arguments));
                case "createTable", "getNewTableLayout", "beginCreateTable" -> call(method, hasDestination(arguments) ? exports : crowds, arguments);
                // Crowd tables are dropped with their schema as they are, export tables have something to say.
                case "dropSchema" -> call(method, exports, arguments);
                default -> call(method, crowds, arguments);
            };
        });
    }

    @Nullable
    private static Object firstNonNull(@Nullable Object first, @Nullable Object second)
    {
        return first == null ? second : first;
    }

    private static Optional<?> firstPresent(Optional<?> first, Optional<?> second)
    {
        return first.isPresent() ? first : second;
    }

    private static boolean isExport(Object[] arguments)
    {
        return arguments != null && Arrays.stream(arguments).anyMatch(ExportHandle.class::isInstance);
    }

    private static boolean hasDestination(Object[] arguments)
    {
        return Arrays.stream(arguments).anyMatch(argument -> argument instanceof ConnectorTableMetadata table && ExportProperties.hasDestination(table.getProperties()));
    }

    private static Object call(Method method, Object part, Object[] arguments)
            throws IllegalAccessException
    {
        try {
            return method.invoke(part, arguments);
        }
        catch (InvocationTargetException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }
}
