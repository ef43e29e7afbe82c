package dev.trinocrowd.server;

import io.trino.server.Server;

/// Starts Trino from its jars: the class that Trino's own launcher would start is not published.
public final class ServerMain
{
    private ServerMain()
    {}

    public static void main(String[] args)
    {
        new Server().start("483");
    }
}
