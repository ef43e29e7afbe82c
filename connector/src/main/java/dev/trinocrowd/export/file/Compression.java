package dev.trinocrowd.export.file;

/// How the files are compressed.
public enum Compression
{
    NONE(""),
    GZIP(".gz"),
    ;

    private final String suffix;

    Compression(String suffix)
    {
        this.suffix = suffix;
    }

    String suffix()
    {
        return suffix;
    }
}
