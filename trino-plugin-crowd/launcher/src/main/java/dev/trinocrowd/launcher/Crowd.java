package dev.trinocrowd.launcher;

import dev.trinocrowd.launcher.deliver.DeliverCommand;
import dev.trinocrowd.launcher.demo.DemoCommand;
import dev.trinocrowd.launcher.load.LoadCommand;
import dev.trinocrowd.launcher.server.ServerCommand;
import dev.trinocrowd.launcher.sql.SqlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.util.TimeZone;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The command line: each command is a class of its own.
@Command(name = "crowd", description = "User segmentation and behaviour analytics on Trino.", mixinStandardHelpOptions = true, versionProvider = CrowdVersion.class, synopsisSubcommandLabel = "COMMAND", scope = CommandLine.ScopeType.INHERIT, subcommands = {
    DemoCommand.class,
    ServerCommand.class,
    SqlCommand.class,
    LoadCommand.class,
    DeliverCommand.class,
    PackageCommand.class,
})
public final class Crowd
        implements Runnable
{
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args)
    {
        // Times are printed as Trino gives them: none may fall into a gap of the machine's own zone.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(commandLine(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)).execute(args));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err)
    {
        return new CommandLine(new Crowd())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, commandLine, _) -> {
                    if (!(exception instanceof UserException)) {
                        throw exception;
                    }
                    commandLine.getErr().println(exception.getMessage());
                    return commandLine.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    @Override
    public void run()
    {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
