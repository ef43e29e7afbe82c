package dev.trinocrowd.export.delivery;

/// What happens to rows of which it is open whether they were taken, where the destination could not tell a repeat.
public enum OnUnknown
{
    /// They stay unknown: perhaps not delivered, but never twice.
    HOLD,
    /// They are sent again: delivered, but perhaps twice.
    RESEND,
}
