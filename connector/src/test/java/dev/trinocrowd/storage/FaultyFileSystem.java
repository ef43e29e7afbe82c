package dev.trinocrowd.storage;

import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;
import io.trino.filesystem.TrinoOutputFile;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import static com.google.common.base.Throwables.throwIfInstanceOf;
import static com.google.common.base.Throwables.throwIfUnchecked;

/// Counts the calls to a filesystem and fails at one of them: at that one only, or at all from it on, as if the process had died.
///
/// Half of the failures come before the call is done, and half after it, as when an answer is lost.
public final class FaultyFileSystem
        implements TrinoFileSystem
{
    private static final Set<String> TAKES_SPACE = Set.of("create folder", "create", "write", "sync", "link", "sync file");

    private final TrinoFileSystem delegate;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Fault fault = new Fault(Integer.MAX_VALUE, false, false);

    /// @param call the number of the call that fails, from 0
    /// @param dies whether all later calls fail too
    /// @param late whether the call is done before it fails
    public record Fault(int call, boolean dies, boolean late)
    {}

    public FaultyFileSystem(TrinoFileSystem delegate)
    {
        this.delegate = delegate;
    }

    public void arm(Fault newFault)
    {
        fault = newFault;
        calls.set(0);
    }

    public void disarm()
    {
        arm(new Fault(Integer.MAX_VALUE, false, false));
    }

    public int calls()
    {
        return calls.get();
    }

    /// A disk that takes some more writes, half of another, and then none until [#free]; what is there can be read and deleted.
    public void fillAfter(int writes)
    {
        room.set(writes);
    }

    public void free()
    {
        room.set(Integer.MAX_VALUE);
    }

    private boolean isFull()
    {
        return room.getAndUpdate(writes -> Math.max(0, writes - 1)) == 0;
    }

    private static IOException full()
    {
        return new IOException("No space left on device");
    }

    private interface Call<T>
    {
        T run()
                throws IOException;
    }

    private <T> T call(Call<T> call)
            throws IOException
    {
        int number = calls.getAndIncrement();
        boolean fails = number == fault.call || (fault.dies && number > fault.call);
        if (fails && !(fault.late && number == fault.call)) {
            throw new IOException("injected before call " + number);
        }
        T result = call.run();
        if (fails) {
            throw new IOException("injected after call " + number);
        }
        return result;
    }

    /// For what is done to a disk past the filesystem.
    public void step(String name)
            throws IOException
    {
        if (TAKES_SPACE.contains(name) && isFull()) {
            throw full();
        }
        call(() -> null);
    }

    private TrinoInputFile input(TrinoInputFile file)
    {
        return new TrinoInputFile()
        {
            @Override
            public TrinoInput newInput()
                    throws IOException
            {
                return call(file::newInput);
            }

            @Override
            public TrinoInputStream newStream()
                    throws IOException
            {
                return call(file::newStream);
            }

            @Override
            public long length()
                    throws IOException
            {
                return call(file::length);
            }

            @Override
            public Instant lastModified()
                    throws IOException
            {
                return call(file::lastModified);
            }

            @Override
            public boolean exists()
                    throws IOException
            {
                return call(file::exists);
            }

            @Override
            public Location location()
            {
                return file.location();
            }
        };
    }

    @Override
    public TrinoInputFile newInputFile(Location location)
    {
        return input(delegate.newInputFile(location));
    }

    @Override
    public TrinoInputFile newInputFile(Location location, long length)
    {
        return input(delegate.newInputFile(location, length));
    }

    @Override
    public TrinoInputFile newInputFile(Location location, long length, Instant lastModified)
    {
        return input(delegate.newInputFile(location, length, lastModified));
    }

    @Override
    public TrinoOutputFile newOutputFile(Location location)
    {
        TrinoOutputFile file = delegate.newOutputFile(location);
        // A proxy, since the interface names a class that is none of ours.
        return (TrinoOutputFile) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {TrinoOutputFile.class}, (_, method, arguments) -> {
            if (method.getName().equals("location")) {
                return location;
            }
            if (isFull()) {
                throw full();
            }
            Object result = call(() -> invoke(file, method, arguments));
            return result instanceof OutputStream stream ? output(stream) : result;
        });
    }

    private static Object invoke(TrinoOutputFile file, Method method, Object[] arguments)
            throws IOException
    {
        try {
            return method.invoke(file, arguments);
        }
        catch (InvocationTargetException e) {
            throwIfInstanceOf(e.getCause(), IOException.class);
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e);
        }
        catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private OutputStream output(OutputStream stream)
    {
        return new FilterOutputStream(stream)
        {
            @Override
            public void write(byte[] bytes, int offset, int length)
                    throws IOException
            {
                if (isFull()) {
                    out.write(bytes, offset, length / 2);
                    throw full();
                }
                call(() -> {
                    out.write(bytes, offset, length);
                    return null;
                });
            }

            @Override
            public void close()
                    throws IOException
            {
                call(() -> {
                    out.close();
                    return null;
                });
            }
        };
    }

    @Override
    public void deleteFile(Location location)
            throws IOException
    {
        call(() -> {
            delegate.deleteFile(location);
            return null;
        });
    }

    @Override
    public void deleteFiles(Collection<Location> locations)
            throws IOException
    {
        for (Location location : locations) {
            deleteFile(location);
        }
    }

    @Override
    public void deleteDirectory(Location location)
            throws IOException
    {
        call(() -> {
            delegate.deleteDirectory(location);
            return null;
        });
    }

    @Override
    public void renameFile(Location source, Location target)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileIterator listFiles(Location location)
            throws IOException
    {
        return call(() -> delegate.listFiles(location));
    }

    @Override
    public Optional<Boolean> directoryExists(Location location)
            throws IOException
    {
        return call(() -> delegate.directoryExists(location));
    }

    @Override
    public void createDirectory(Location location)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void renameDirectory(Location source, Location target)
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Location> listDirectories(Location location)
            throws IOException
    {
        return call(() -> delegate.listDirectories(location));
    }

    @Override
    public Optional<Location> createTemporaryDirectory(Location targetPath, String temporaryPrefix, String relativePrefix)
    {
        throw new UnsupportedOperationException();
    }
}
