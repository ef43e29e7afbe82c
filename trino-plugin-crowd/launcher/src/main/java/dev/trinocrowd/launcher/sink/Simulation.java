package dev.trinocrowd.launcher.sink;

import dev.trinocrowd.launcher.sink.Receipt.Event;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Who gets a message, opens it and clicks: a hash of user and title decides, so that it is the same on every machine and in every run.
final class Simulation
{
    static final double DELIVERED_RATE = 0.95;
    /// Of those to whom it was delivered.
    static final double OPENED_RATE = 0.30;
    /// Of those who opened it.
    static final double CLICKED_RATE = 0.25;

    private static final int MOST_SECONDS_TO_DELIVER = 60;
    private static final int MOST_SECONDS_TO_OPEN = 6 * 60 * 60;
    private static final int MOST_SECONDS_TO_CLICK = 2 * 60;

    private Simulation()
    {}

    /// What becomes of a message, in the order of time: it is delivered or fails, and is opened only when delivered, clicked only when opened.
    static List<Receipt> receipts(String idempotencyKey, Push push)
    {
        ByteBuffer dice = dice(push);
        double delivered = share(dice);
        double opened = share(dice);
        double clicked = share(dice);
        double delay = share(dice);

        List<Receipt> receipts = new ArrayList<>();
        LocalDateTime time = later(push.sendAt(), delay, MOST_SECONDS_TO_DELIVER);
        if (delivered >= DELIVERED_RATE) {
            receipts.add(new Receipt(idempotencyKey, push.userId(), Event.FAILED, time, Optional.of("the app is not installed any more")));
            return receipts;
        }
        receipts.add(new Receipt(idempotencyKey, push.userId(), Event.DELIVERED, time, Optional.empty()));
        if (opened < OPENED_RATE) {
            // Where in its part a share lies is free to say how late.
            time = later(time, opened / OPENED_RATE, MOST_SECONDS_TO_OPEN);
            receipts.add(new Receipt(idempotencyKey, push.userId(), Event.OPENED, time, Optional.empty()));
            if (clicked < CLICKED_RATE) {
                time = later(time, clicked / CLICKED_RATE, MOST_SECONDS_TO_CLICK);
                receipts.add(new Receipt(idempotencyKey, push.userId(), Event.CLICKED, time, Optional.empty()));
            }
        }
        return receipts;
    }

    private static LocalDateTime later(LocalDateTime time, double share, int mostSeconds)
    {
        return time.plusSeconds(1 + (long) (share * mostSeconds));
    }

    private static ByteBuffer dice(Push push)
    {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, push.userId()));
            return ByteBuffer.wrap(digest.digest(push.title().getBytes(UTF_8)));
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double share(ByteBuffer dice)
    {
        return (dice.getLong() >>> 11) * 0x1.0p-53;
    }
}
