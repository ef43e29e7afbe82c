package dev.trinocrowd.launcher.server;

import java.util.List;

import static java.util.stream.Collectors.joining;

/// The text of a file for `java @file`, in which every argument is quoted.
final class ArgumentFile
{
    private ArgumentFile()
    {}

    static String of(List<String> arguments)
    {
        return arguments.stream()
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(joining());
    }
}
