package dev.trinocrowd.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Text with a last line that says how long it is and what its checksum is, so that a part of it is not taken for the whole.
final class SealedText
{
    private static final String PREFIX = "\n#crowd ";
    private static final int SEAL_BYTES = PREFIX.length() + 16 + 1 + 16 + 1;

    private SealedText()
    {}

    static byte[] seal(byte[] text)
    {
        byte[] seal = seal(text, text.length);
        byte[] sealed = Arrays.copyOf(text, text.length + seal.length);
        System.arraycopy(seal, 0, sealed, text.length, seal.length);
        return sealed;
    }

    /// @return the text; empty if the seal is not there or broken
    static Optional<byte[]> open(byte[] sealed)
    {
        int length = sealed.length - SEAL_BYTES;
        if (length < 0 || !Arrays.equals(sealed, length, sealed.length, seal(sealed, length), 0, SEAL_BYTES)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(sealed, length));
    }

    private static byte[] seal(byte[] text, int length)
    {
        HexFormat hex = HexFormat.of();
        return (PREFIX + hex.toHexDigits((long) length) + " " + hex.toHexDigits(Checksums.checksum(text, 0, length)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
