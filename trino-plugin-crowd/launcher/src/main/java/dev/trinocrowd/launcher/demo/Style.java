package dev.trinocrowd.launcher.demo;

import dev.trinocrowd.launcher.Terminal;

/// Colours by ANSI's codes, on a terminal whose user has not asked for none.
enum Style
{
    QUESTION("1"),
    SQL("36"),
    BAR("32"),
    QUIET("2"),
    ERROR("31");

    private final String code;

    Style(String code)
    {
        this.code = code;
    }

    String of(String text)
    {
        boolean plain = !Terminal.current().showsOutput() || System.getenv("NO_COLOR") != null;
        return plain || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
