package dev.trinocrowd.launcher.server;

/// How long a server lives.
public enum Lifetime
{
    /// Until it is stopped.
    OWN,

    /// Until the process that started it ends.
    OF_PARENT,

    /// For a short tour over small data, after which the process that started it ends. The optimizing compiler would
    /// take more than it gives in that time.
    OF_TOUR,
}
