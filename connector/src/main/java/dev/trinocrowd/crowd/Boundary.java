package dev.trinocrowd.crowd;

import com.google.common.reflect.Reflection;
import io.trino.spi.classloader.ThreadContextClassLoader;

import java.lang.reflect.InvocationTargetException;

import static com.google.common.base.Throwables.throwIfUnchecked;

/// Stands between the engine and the parts of the connector: their classes are found, and what they throw is told in Trino's terms.
public final class Boundary
{
    private Boundary()
    {}

    public static <T> T guard(Class<T> type, T part)
    {
        return Reflection.newProxy(type, (_, method, arguments) -> {
            try (ThreadContextClassLoader _ = new ThreadContextClassLoader(Boundary.class.getClassLoader())) {
                return method.invoke(part, arguments);
            }
            catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw CrowdErrors.translate(failure);
                }
                throwIfUnchecked(e.getCause());
                throw e.getCause();
            }
        });
    }
}
