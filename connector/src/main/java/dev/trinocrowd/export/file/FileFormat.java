package dev.trinocrowd.export.file;

/// What the files are.
public enum FileFormat
{
    /// RFC 4180 with a header and line feeds. Text is in double quotes; NULL is an empty field, an empty text is `""`.
    CSV("csv"),
    /// A JSON object a line.
    JSONL("jsonl"),
    /// Apache Parquet, compressed inside.
    PARQUET("parquet"),
    ;

    private final String suffix;

    FileFormat(String suffix)
    {
        this.suffix = suffix;
    }

    String suffix()
    {
        return suffix;
    }
}
