package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.Terminal;

import java.io.PrintWriter;
import java.time.Duration;

import static java.util.Objects.requireNonNull;

/// What a delivery says while it works: on a terminal one line that changes, elsewhere a line from time to time on standard error.
final class DeliveryConsole
{
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private int shown;

    DeliveryConsole(PrintWriter out, PrintWriter err, Terminal terminal)
    {
        this.out = requireNonNull(out, "out is null");
        this.err = requireNonNull(err, "err is null");
        this.terminal = requireNonNull(terminal, "terminal is null");
    }

    Duration interval()
    {
        return terminal.showsOutput() ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    }

    synchronized void progress(String text)
    {
        if (!terminal.showsOutput()) {
            err.println("… " + text);
            return;
        }
        // A line that is wrapped could not be taken back.
        String line = text.substring(0, Math.min(text.length(), terminal.width() - 1));
        out.print("\r" + line + " ".repeat(Math.max(shown - line.length(), 0)));
        out.flush();
        shown = line.length();
    }

    synchronized void print(String line)
    {
        erase();
        out.println(line);
    }

    synchronized void warn(String line)
    {
        erase();
        err.println(line);
    }

    private void erase()
    {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            out.flush();
            shown = 0;
        }
    }
}
