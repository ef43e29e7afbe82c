package dev.trinocrowd.storage;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;

/// For object stores, which create an object whole and, on demand, only if there is none.
public final class ExclusiveCommitter
        implements FileCommitter
{
    @Override
    public boolean commit(TrinoFileSystem fileSystem, Location file, byte[] content)
            throws IOException
    {
        try {
            fileSystem.newOutputFile(file).createExclusive(content);
            return true;
        }
        catch (FileAlreadyExistsException e) {
            // A request that was sent twice finds the file of its first attempt.
            return hasContent(fileSystem, file, content, e);
        }
        catch (IOException e) {
            // The answer may have been lost rather than the request.
            return hasContent(fileSystem, file, content, e);
        }
        catch (UnsupportedOperationException e) {
            throw new IOException("Crowd tables need a filesystem that can create a file only if it does not exist; that of %s cannot".formatted(file), e);
        }
    }

    private static boolean hasContent(TrinoFileSystem fileSystem, Location file, byte[] content, IOException failure)
            throws IOException
    {
        TrinoInputFile input = fileSystem.newInputFile(file);
        try (TrinoInput opened = input.newInput()) {
            byte[] found = new byte[Math.toIntExact(input.length())];
            opened.readFully(0, found, 0, found.length);
            return Arrays.equals(found, content);
        }
        catch (FileNotFoundException _) {
            throw failure;
        }
        catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    @Override
    public void sync(Location file)
    {
        // An object store answers once an object is safe.
    }
}
