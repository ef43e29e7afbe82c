package dev.trinocrowd.server;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Ends this process when the other end of its standard input is gone, which happens even if the parent is killed.
final class ParentWatch
{
    private ParentWatch()
    {}

    static void start()
    {
        Thread.ofPlatform()
                .daemon()
                .name("crowd-parent-watch")
                .start(ParentWatch::awaitEnd);
    }

    @SuppressWarnings("EmptyCatch") // A pipe that cannot be read any more says the same as one that has ended.
    private static void awaitEnd()
    {
        try (InputStream input = new FileInputStream(FileDescriptor.in)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        catch (IOException _) {}
        System.exit(0);
    }
}
