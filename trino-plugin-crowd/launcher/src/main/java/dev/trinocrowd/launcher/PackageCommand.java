package dev.trinocrowd.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/// Gives the plugin for a Trino of the user's own. The script has built it by now.
@Command(name = "package", description = "Builds the zip with the plugin for your own Trino 483.")
final class PackageCommand
        implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to put the zip (default: where the build leaves it).")
    private Optional<Path> directory;

    @Override
    public void run()
    {
        Path zip = Installation.current().pluginZip();
        if (directory.isPresent()) {
            try {
                Path target = Files.createDirectories(directory.get()).resolve(zip.getFileName());
                zip = Files.copy(zip, target, REPLACE_EXISTING).toAbsolutePath().normalize();
            }
            catch (IOException e) {
                throw new UserException("The directory %s cannot be written (%s): give one that can with --out.".formatted(directory.get(), e), e);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(zip);
        out.println("Unzip it into the directory plugin of every node of your Trino 483, so that there is a plugin/crowd, and start the nodes again.");
        out.println(
                "The functions are there at once; for the catalogs put a file shop.properties with connector.name=shop, and a crowd.properties with connector.name=crowd and a crowd.location, into etc/catalog: docs/connector.md.");
    }
}
