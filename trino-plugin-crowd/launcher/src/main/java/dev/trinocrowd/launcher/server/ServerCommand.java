package dev.trinocrowd.launcher.server;

import dev.trinocrowd.launcher.Installation;
import dev.trinocrowd.launcher.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Prepares a server in the foreground.
///
/// The script that called this JVM replaces itself by the server's, so that the server has the
/// process id of `bin/crowd server`: it finds the data directory in the file that
/// the system property `crowd.handover` names.
@Command(name = "server", description = "Starts a Trino server with Crowd in it, in the foreground; prints 'ready URL' when it answers.")
public final class ServerCommand
        implements Runnable
{
    @Mixin
    private ServerOptions options;

    @Override
    public void run()
    {
        String handover = System.getProperty("crowd.handover");
        if (handover == null) {
            throw new UserException("The server is started by bin/crowd, not by the launcher's class.");
        }
        PlannedServer server = options.plan(Installation.current(), Lifetime.OWN);
        server.write();
        try {
            Files.writeString(Path.of(handover), server.data() + "\n", UTF_8);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
