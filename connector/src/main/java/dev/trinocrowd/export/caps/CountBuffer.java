package dev.trinocrowd.export.caps;

import java.util.Arrays;
import java.util.function.Consumer;

import static io.airlift.slice.SizeOf.sizeOf;
import static java.util.Objects.requireNonNull;

/// Counts members as they come, in parts, so that its memory does not grow with them. What a member got is the sum over the parts.
public final class CountBuffer
{
    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 19;

    private final Consumer<MemberCounts> parts;
    private long[] members = new long[LEAST];
    private int size;

    /// @param parts gets each part, when it is full
    public CountBuffer(Consumer<MemberCounts> parts)
    {
        this.parts = requireNonNull(parts, "parts is null");
    }

    public void add(long member)
    {
        if (size == members.length) {
            if (size >= MOST) {
                flush();
            }
            else {
                members = Arrays.copyOf(members, 2 * size);
            }
        }
        members[size++] = member;
    }

    public long retainedBytes()
    {
        return sizeOf(members);
    }

    /// Gives what is left.
    public void flush()
    {
        if (size > 0) {
            parts.accept(MemberCounts.ofRepeated(members, size));
            size = 0;
        }
    }
}
