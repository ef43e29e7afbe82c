package dev.trinocrowd.export.http;

import static java.util.Objects.requireNonNull;

/// A text that nobody must see. Nothing prints it by accident: only [#reveal] gives it.
public final class Secret
{
    static final String STARS = "****";

    private final String text;

    public Secret(String text)
    {
        this.text = requireNonNull(text, "text is null");
    }

    public String reveal()
    {
        return text;
    }

    @Override
    public boolean equals(Object other)
    {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode()
    {
        return text.hashCode();
    }

    @Override
    public String toString()
    {
        return STARS;
    }
}
