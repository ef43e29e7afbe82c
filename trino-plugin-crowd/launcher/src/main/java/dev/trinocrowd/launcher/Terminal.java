package dev.trinocrowd.launcher;

/// What the script has found out about the terminal, which Java can only ask about input and output together.
///
/// @param width the cells of a line, or 0 if the output is no terminal
public record Terminal(boolean typesInput, int width)
{
    public static Terminal current()
    {
        return new Terminal(Boolean.getBoolean("crowd.terminal.input"), Integer.getInteger("crowd.terminal.width", 0));
    }

    public boolean showsOutput()
    {
        return width > 0;
    }
}
