package dev.trinocrowd.export.outbox;

import dev.trinocrowd.storage.ByteWriter;
import io.airlift.slice.Slice;

import java.util.Arrays;

import static io.airlift.slice.SizeOf.sizeOf;

/// The rows of one shard before they are written, in the order of their arrival.
final class RowBuffer
{
    private static final int FIRST_ROWS = 64;
    private static final int ROW_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private long[] members = new long[FIRST_ROWS];
    private int[] starts = new int[FIRST_ROWS + 1];
    private byte[] payloads = new byte[FIRST_ROWS];
    private int rows;
    private boolean isSorted = true;

    void add(long member, Slice payload)
    {
        if (rows == members.length) {
            members = Arrays.copyOf(members, 2 * rows);
            starts = Arrays.copyOf(starts, 2 * rows + 1);
        }
        int end = Math.addExact(starts[rows], payload.length());
        if (end > payloads.length) {
            payloads = Arrays.copyOf(payloads, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * payloads.length)));
        }
        payload.getBytes(0, payloads, starts[rows], payload.length());
        isSorted &= rows == 0 || members[rows - 1] <= member;
        members[rows++] = member;
        starts[rows] = end;
    }

    int rows()
    {
        return rows;
    }

    /// Of what it holds and of what sorting it takes.
    long retainedBytes()
    {
        return sizeOf(members) + sizeOf(starts) + sizeOf(payloads) + (long) rows * ROW_BYTES;
    }

    /// The rows by member; those of one member in the order of their arrival.
    int[] order()
    {
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        if (!isSorted) {
            sort(order, new int[rows], 0, rows);
        }
        return order;
    }

    /// Merges halves, since the order of equal members must stay.
    private void sort(int[] order, int[] scratch, int from, int to)
    {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, scratch, from, middle);
        sort(order, scratch, middle, to);
        if (members[order[middle - 1]] <= members[order[middle]]) {
            return;
        }
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        int target = from;
        while (left < middle) {
            order[target++] = right < to && members[order[right]] < members[scratch[left]] ? order[right++] : scratch[left++];
        }
    }

    long member(int row)
    {
        return members[row];
    }

    int payloadBytes(int row)
    {
        return starts[row + 1] - starts[row];
    }

    void writePayload(int row, ByteWriter target)
    {
        target.writeBytes(payloads, starts[row], payloadBytes(row));
    }
}
