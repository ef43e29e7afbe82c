package dev.trinocrowd.export.delivery;

/// What the values of a payload column are in Java.
public enum PayloadKind
{
    /// [Boolean]
    BOOLEAN,
    /// tinyint, smallint, integer and bigint: [Long]
    INTEGER,
    /// real and double: [Double]
    DOUBLE,
    /// [java.math.BigDecimal] of the column's scale
    DECIMAL,
    /// varchar and char: [String]
    VARCHAR,
    /// [java.time.LocalDate]
    DATE,
    /// [java.time.LocalDateTime], to the nanosecond
    TIMESTAMP,
    /// [java.util.UUID]
    UUID,
}
