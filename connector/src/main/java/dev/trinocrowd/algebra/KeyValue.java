package dev.trinocrowd.algebra;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import static java.util.Objects.requireNonNull;

/// The value of a key column, in a form that compares as the values of its SQL type do; NULL comes last.
///
/// | SQL type | value |
/// |---|---|
/// | boolean | [Whole] 0 or 1 |
/// | tinyint, smallint, integer, bigint, date, timestamp(p) up to 6, decimal up to 18 digits | [Whole], as Trino holds it |
/// | decimal of more digits | [Wide]: the unscaled value in two's complement |
/// | timestamp(p) over 6 | [Wide]: microseconds and picoseconds of the microsecond |
/// | varchar | [Bytes]: UTF-8 |
/// | uuid | [Bytes]: the 16 bytes, most significant first |
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = KeyValue.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = KeyValue.Wide.class, name = "wide"),
    @JsonSubTypes.Type(value = KeyValue.Bytes.class, name = "bytes"),
    @JsonSubTypes.Type(value = KeyValue.Null.class, name = "null"),
})
public sealed interface KeyValue
        extends Comparable<KeyValue>
{
    KeyValue NULL = new Null();

    static KeyValue of(boolean value)
    {
        return new Whole(value ? 1 : 0);
    }

    static KeyValue of(long value)
    {
        return new Whole(value);
    }

    static KeyValue of(String value)
    {
        return new Bytes(Slices.utf8Slice(value));
    }

    // no method here has a body, so that the class of NULL can be initialized before this interface
    @JsonIgnore
    boolean isNull();

    /// Values of one column are of one kind; between kinds the order is arbitrary but fixed.
    @Override
    int compareTo(KeyValue other);

    record Whole(long value)
            implements KeyValue
    {
        @Override
        public boolean isNull()
        {
            return false;
        }

        @Override
        public int compareTo(KeyValue other)
        {
            return KeyValueOrder.compare(this, other);
        }

        @Override
        public String toString()
        {
            return Long.toString(value);
        }
    }

    /// @param high compared first, signed
    /// @param low compared next, unsigned
    record Wide(long high, long low)
            implements KeyValue
    {
        @Override
        public boolean isNull()
        {
            return false;
        }

        @Override
        public int compareTo(KeyValue other)
        {
            return KeyValueOrder.compare(this, other);
        }

        @Override
        public String toString()
        {
            return high + ":" + Long.toUnsignedString(low);
        }
    }

    /// @param slice compared byte by byte, unsigned; must not be changed
    record Bytes(@JsonIgnore Slice slice)
            implements KeyValue
    {
        public Bytes
        {
            requireNonNull(slice, "slice is null");
        }

        @JsonCreator
        static Bytes of(@JsonProperty("bytes") byte[] bytes)
        {
            return new Bytes(Slices.wrappedBuffer(bytes));
        }

        @JsonProperty("bytes")
        byte[] bytes()
        {
            return slice.getBytes();
        }

        @Override
        public boolean isNull()
        {
            return false;
        }

        @Override
        public int compareTo(KeyValue other)
        {
            return KeyValueOrder.compare(this, other);
        }

        @Override
        public String toString()
        {
            return slice.toStringUtf8();
        }
    }

    record Null()
            implements KeyValue
    {
        @Override
        public boolean isNull()
        {
            return true;
        }

        @Override
        public int compareTo(KeyValue other)
        {
            return KeyValueOrder.compare(this, other);
        }

        @Override
        public String toString()
        {
            return "NULL";
        }
    }
}
