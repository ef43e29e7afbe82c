package dev.trinocrowd.launcher.server;

import dev.trinocrowd.launcher.UserException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.lang.Math.clamp;

/// The server's memory, in MiB.
record HeapSize(long megabytes)
{
    private static final Pattern SIZE = Pattern.compile("(?<number>\\d{1,9})(?<unit>[MG])B?", Pattern.CASE_INSENSITIVE);
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 10;
    private static final long LEAST = 512;

    /// A quarter of the machine, but not less than Trino needs to work and not more than the samples can use.
    static HeapSize ofMachine(long machineBytes)
    {
        return new HeapSize(clamp(machineBytes / MEGABYTE / 4, GIGABYTE, 4 * GIGABYTE));
    }

    static HeapSize parse(String text, long machineBytes)
    {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new UserException("--heap takes a size such as 2G or 1500M, not '%s'.".formatted(text));
        }
        long number = Long.parseLong(matcher.group("number"));
        long megabytes = matcher.group("unit").toUpperCase(Locale.ROOT).equals("G") ? number * GIGABYTE : number;
        if (megabytes < LEAST) {
            throw new UserException("--heap must be at least %sM for Trino to start, and %s is less.".formatted(LEAST, text));
        }
        if (megabytes > machineBytes / MEGABYTE) {
            throw new UserException("--heap %s is more than the %sM of memory that this machine has.".formatted(text, machineBytes / MEGABYTE));
        }
        return new HeapSize(megabytes);
    }

    String option()
    {
        return "-Xmx" + megabytes + "M";
    }
}
