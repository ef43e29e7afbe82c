package dev.trinocrowd.lifecycle;

import static java.util.Locale.ENGLISH;

/// What a period is to a user, compared with the period before.
public enum LifecycleState
{
    NEW,
    RETURNING,
    RESURRECTING,
    DORMANT;

    public String label()
    {
        return name().toLowerCase(ENGLISH);
    }
}
