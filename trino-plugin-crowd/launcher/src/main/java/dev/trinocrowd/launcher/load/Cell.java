package dev.trinocrowd.launcher.load;

import static java.util.Objects.requireNonNull;

/// A value of the file that is not NULL.
///
/// @param isText whether the file itself says that it is text, as a JSON string does
record Cell(String text, boolean isText)
{
    Cell
    {
        requireNonNull(text, "text is null");
    }
}
