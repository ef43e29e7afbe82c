package dev.trinocrowd.export.http;

/// What the body of a call is.
public enum BodyFormat
{
    /// One document: the rows as an array, or what a template says.
    JSON,
    /// One document a row, each on a line.
    NDJSON,
}
