package dev.trinocrowd.benchmark;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Takes all that it is sent, and knows when the first of it came.
final class SwallowingServer
        implements AutoCloseable
{
    private static final long NOTHING_YET = Long.MIN_VALUE;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong first = new AtomicLong(NOTHING_YET);

    SwallowingServer()
            throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            first.compareAndSet(NOTHING_YET, System.nanoTime());
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url()
    {
        return "http://127.0.0.1:%s/".formatted(server.getAddress().getPort());
    }

    void awaitFirst()
    {
        first.set(NOTHING_YET);
    }

    /// @return the time of the first call since it was awaited, as `System.nanoTime` has it
    long first()
    {
        return first.get();
    }

    @Override
    public void close()
    {
        server.stop(0);
        executor.close();
    }
}
