package dev.trinocrowd.export.outbox;

import com.google.common.collect.ImmutableList;
import dev.trinocrowd.export.delivery.RowOutcome;
import dev.trinocrowd.storage.ByteReader;
import dev.trinocrowd.storage.ByteWriter;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/// What is known of a member: what its last row came to, and what the destination has of it.
///
/// @param round the last one that changed this
/// @param time in microseconds
/// @param outcome of the last row
/// @param reason why, if anything is to be said
/// @param holding what the destination has of the member
/// @param payload what it has; if it has nothing, of the last row
public record MemberState(long round, long time, RowOutcome outcome, String reason, Holding holding, Slice payload)
{
    /// By their codes.
    private static final List<RowOutcome> OUTCOMES = ImmutableList.of(RowOutcome.ACCEPTED, RowOutcome.REJECTED, RowOutcome.SUPPRESSED, RowOutcome.UNKNOWN);
    private static final List<Holding> HOLDINGS = ImmutableList.of(Holding.NOTHING, Holding.PAYLOAD, Holding.PERHAPS);

    public enum Holding
    {
        NOTHING,
        PAYLOAD,
        /// A time-out or a crash left it open.
        PERHAPS,
    }

    public MemberState
    {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(holding, "holding is null");
        requireNonNull(payload, "payload is null");
        checkArgument(outcome != RowOutcome.PENDING, "a member's state is that of a row with an outcome");
    }

    /// @param scratch what is encoded
    /// @return good until the scratch is written to again
    Slice encode(ByteWriter scratch)
    {
        scratch.clear();
        scratch.writeByte(code(outcome));
        scratch.writeByte(code(holding));
        scratch.writeVarint(round);
        scratch.writeVarint(time);
        byte[] text = reason.getBytes(UTF_8);
        scratch.writeVarint(text.length);
        scratch.writeBytes(text);
        scratch.writeBytes(payload.byteArray(), payload.byteArrayOffset(), payload.length());
        return scratch.slice();
    }

    private static int code(RowOutcome outcome)
    {
        return switch (outcome) {
            case ACCEPTED -> 0;
            case REJECTED -> 1;
            case SUPPRESSED -> 2;
            case UNKNOWN -> 3;
            case PENDING -> throw new IllegalArgumentException("a pending row has no outcome");
        };
    }

    private static int code(Holding holding)
    {
        return switch (holding) {
            case NOTHING -> 0;
            case PAYLOAD -> 1;
            case PERHAPS -> 2;
        };
    }

    public static MemberState decode(Slice state)
    {
        ByteReader reader = new ByteReader("of the state", "what is known of a member", state.byteArray(), state.byteArrayOffset(), state.length());
        RowOutcome outcome = OUTCOMES.get(reader.readVarint("outcome", OUTCOMES.size() - 1));
        Holding holding = HOLDINGS.get(reader.readVarint("holding", HOLDINGS.size() - 1));
        long round = reader.readVarint();
        long time = reader.readVarint();
        int length = reader.readVarint("length of a reason", state.length());
        int start = reader.advance(length);
        String reason = new String(reader.bytes(), start, length, UTF_8);
        int rest = reader.remaining();
        return new MemberState(round, time, outcome, reason, holding, Slices.wrappedBuffer(reader.bytes(), reader.advance(rest), rest));
    }
}
