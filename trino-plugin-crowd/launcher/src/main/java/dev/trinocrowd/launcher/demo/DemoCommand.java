package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.Installation;
import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.server.Lifetime;
import dev.trinocrowd.launcher.server.PlannedServer;
import dev.trinocrowd.launcher.server.ServerOptions;
import dev.trinocrowd.launcher.sink.PushSink;
import dev.trinocrowd.launcher.sql.TrinoServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Shows what Crowd can do: a server, and every example with its answer.
@Command(name = "demo", description = "Starts a server, runs the examples on a generated shop, and keeps the server up until Ctrl-C.")
public final class DemoCommand
        implements Callable<Integer>
{
    private static final String SMALL_SCHEMA = "tiny";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions options;

    @Option(names = "--once", description = "End after the tour; the exit code is 1 if a statement failed.")
    private boolean once;

    @Option(names = "--schema", paramLabel = "SCHEMA", defaultValue = SMALL_SCHEMA, description = "The size of the shop: tiny, sf1, sf10, … (default: ${DEFAULT-VALUE}).")
    private String schema;

    @Option(names = "--examples", paramLabel = "DIR", description = "The examples to run (default: sql-examples beside bin).")
    private Optional<Path> examples;

    @Override
    public Integer call()
            throws InterruptedException
    {
        Installation installation = Installation.current();
        List<Path> files = Tour.examples(examples.orElseGet(installation::examples));
        PlannedServer planned = options.plan(installation, once && schema.equals(SMALL_SCHEMA) ? Lifetime.OF_TOUR : Lifetime.OF_PARENT);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        err.println("Starting Trino at %s …".formatted(planned.url()));
        long start = System.nanoTime();
        try (PushSink sink = PushSink.start(0, planned.warehouse().resolve("receipts"));
                ChildServer child = ChildServer.start(planned.withDestination("push", sink.declaration()), err)) {
            err.println(String.format(Locale.ROOT, "ready after %.1f s", (System.nanoTime() - start) / 1e9));
            TrinoServer server = new TrinoServer(URI.create(planned.url()), System.getProperty("user.name"), Optional.empty());
            int failures = new Tour(out, "shop", schema).run(server, files);
            if (once) {
                return failures == 0 ? 0 : 1;
            }
            printConnections(out, server);
            return child.await();
        }
        catch (SQLException e) {
            throw new UserException(TrinoServer.message(e), e);
        }
    }

    private void printConnections(PrintWriter out, TrinoServer server)
    {
        int port = server.url().getPort();
        out.println();
        out.println(Style.QUESTION.of("The server stays up until you press Ctrl-C. Ask it yourself:"));
        out.println("  here    bin/crowd sql --server %s -e 'SELECT * FROM shop.%s.events LIMIT 5'".formatted(server.url(), schema));
        out.println("  JDBC    jdbc:trino://127.0.0.1:%s/shop/%s?user=%s".formatted(port, schema, server.user()));
        out.println("  Python  trino.dbapi.connect(host='127.0.0.1', port=%s, user='%s', catalog='shop', schema='%s')".formatted(port, server.user(), schema));
        out.println("  send    export tables can name the destinations 'push', which simulates receipts, and 'files': see docs/exports.md");
        out.println("  browser %s/ui/".formatted(server.url()));
        out.flush();
    }
}
