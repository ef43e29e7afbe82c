package dev.trinocrowd.launcher.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// A push platform to try deliveries on.
@Command(name = "sink", description = "Starts a push platform on this machine that sends nothing to anybody and simulates receipts; prints 'ready URL' and how to declare it.")
public final class SinkCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "The port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--receipts", paramLabel = "DIR", required = true, description = "The folder for receipts, such as warehouse/receipts in a server's data directory.")
    private Path receipts;

    @Override
    public Integer call()
            throws InterruptedException
    {
        try (PushSink sink = PushSink.start(port, receipts)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("ready " + sink.url());
            out.println("For the file of bin/crowd server --destinations FILE:");
            out.println(JsonNodeFactory.instance.objectNode().set("push", sink.declaration()).toPrettyString());
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
