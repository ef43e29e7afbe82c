package dev.trinocrowd.launcher;

import picocli.CommandLine.Command;

@Command(name = "crowd")
final class Crowd
{
    private Crowd()
    {}
}
