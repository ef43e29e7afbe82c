package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.Terminal;
import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.load.TableName;
import dev.trinocrowd.launcher.sql.ConnectionOptions;
import dev.trinocrowd.launcher.sql.TrinoServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Delivers an export table, and tells scripts how it ended.
@Command(name = "deliver", description = "Sends what is staged in an export table: first what an earlier delivery has left, then what was staged behind it. It can be stopped, and run again, at any time.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    "0:everything is delivered, or nothing was staged",
    "1:an error, which is printed",
    "2:the command line is wrong",
    "3:everything is delivered, but some rows were rejected or are unknown",
    "4:the delivery stopped with rows left",
    "5:another delivery has the destination",
})
public final class DeliverCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "TABLE", converter = ExportTableName.class, description = "The export table, such as crowd.push.summer.")
    private TableName table;

    @Option(names = "--dry-run", description = "Print what would happen, and send nothing.")
    private boolean dryRun;

    @Option(names = "--wait", paramLabel = "TIME", defaultValue = "0s", converter = WaitTime.class, description = "How long to try again, such as 30s, 10m or 1h30m, while rows are left or another delivery has the destination (default: not at all).")
    private Duration patience;

    @Override
    public Integer call()
    {
        CommandLine command = spec.commandLine();
        DeliveryConsole console = new DeliveryConsole(command.getOut(), command.getErr(), Terminal.current());
        TrinoServer server = connection.server();
        try {
            if (dryRun) {
                preview(server, console);
                return Ending.DELIVERED.exitCode();
            }
            return new Delivery(server, table, patience, console).run().exitCode();
        }
        catch (SQLException e) {
            // A place in a statement says nothing to somebody who has not written it.
            throw new UserException(server.explain(e).getMessage().replaceFirst("^line \\d+:\\d+: ", ""), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("The delivery was interrupted.", e);
        }
    }

    private void preview(TrinoServer server, DeliveryConsole console)
            throws SQLException
    {
        try (Connection trino = server.connect()) {
            new ExportLogs(trino, table).preview().body().forEach(console::print);
        }
    }
}
