package dev.trinocrowd.campaign;

/// Checks of numbers of people.
final class Counts
{
    private Counts()
    {}

    static void check(String function, String name, long count)
    {
        if (count < 0) {
            throw new IllegalArgumentException("%s %s must not be negative, found %s".formatted(function, name, count));
        }
    }

    /// @param part some of the people whom `whole` counts
    static void checkPart(String function, String partName, long part, String wholeName, long whole)
    {
        check(function, wholeName, whole);
        check(function, partName, part);
        if (part > whole) {
            throw new IllegalArgumentException("%s %s must be at most %s, found %s of %s".formatted(function, partName, wholeName, part, whole));
        }
    }
}
