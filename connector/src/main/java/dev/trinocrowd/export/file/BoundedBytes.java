package dev.trinocrowd.export.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The bytes of a file, which has to fit into memory.
final class BoundedBytes
        extends ByteArrayOutputStream
{
    private static final int FIRST_SIZE = 1 << 20;

    private final int most;

    static final class TooManyBytesException
            extends RuntimeException
    {
        private TooManyBytesException(int most)
        {
            super("a file must have at most %s bytes".formatted(most));
        }
    }

    /// @param expected as many as there will be, perhaps
    BoundedBytes(int most, int expected)
    {
        super(Math.min(Math.max(FIRST_SIZE, expected), most));
        this.most = most;
    }

    @Override
    public synchronized void write(int letter)
    {
        check(1);
        super.write(letter);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length)
    {
        check(length);
        super.write(bytes, offset, length);
    }

    private void check(int more)
    {
        if (more > most - count) {
            throw new TooManyBytesException(most);
        }
    }

    @Override
    public void close()
            throws IOException
    {}
}
