package dev.trinocrowd.storage;

import java.util.UUID;
import java.util.regex.Pattern;

/// How data files are called in a table's folder.
public final class DataFiles
{
    public static final String FOLDER = "data";
    private static final Pattern PATH = Pattern.compile("data/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.crowd");

    private DataFiles()
    {}

    public static String newPath()
    {
        return FOLDER + "/" + UUID.randomUUID() + ".crowd";
    }

    /// Whether a path that was read somewhere leads to a data file, rather than out of the table's folder.
    public static boolean isPath(String path)
    {
        return PATH.matcher(path).matches();
    }
}
