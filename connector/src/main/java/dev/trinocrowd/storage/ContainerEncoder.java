package dev.trinocrowd.storage;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.CharIterator;
import org.roaringbitmap.Container;

import java.util.Arrays;

import static dev.trinocrowd.storage.ContainerForm.BITS_BYTES;
import static dev.trinocrowd.storage.ContainerForm.CHUNK_IDS;

/// Lays out containers, whatever kind they are of, in their shortest form. Its room is used again.
final class ContainerEncoder
{
    private static final int WORDS = BITS_BYTES / Long.BYTES;

    private final long[] words = new long[WORDS];
    private final char[] ids = new char[ContainerForm.MAX_ARRAY_CARDINALITY];

    private boolean isInWords;
    private int cardinality;
    private int runs;
    private int first;
    private int last;

    /// Takes a container that is not empty.
    void plan(Container container)
    {
        cardinality = container.getCardinality();
        first = container.first();
        last = container.last();
        isInWords = !(container instanceof ArrayContainer) || cardinality > ids.length;
        if (isInWords) {
            Arrays.fill(words, 0);
            container.copyBitmapTo(words, 0);
            runs = 0;
            long carry = 0;
            for (long word : words) {
                runs += Long.bitCount(word & ~(word << 1 | carry));
                carry = word >>> 63;
            }
            return;
        }
        CharIterator iterator = container.getCharIterator();
        runs = 0;
        for (int i = 0; i < cardinality; i++) {
            ids[i] = iterator.next();
            if (i == 0 || ids[i] != ids[i - 1] + 1) {
                runs++;
            }
        }
    }

    ContainerForm form()
    {
        return ContainerForm.of(cardinality, runs);
    }

    int cardinality()
    {
        return cardinality;
    }

    int runs()
    {
        return runs;
    }

    int first()
    {
        return first;
    }

    int last()
    {
        return last;
    }

    void write(ByteWriter target)
    {
        switch (form()) {
            case ARRAY -> {
                if (isInWords) {
                    extractIds();
                }
                for (int i = 0; i < cardinality; i++) {
                    target.writeShort(ids[i]);
                }
            }
            case BITS -> {
                for (long word : words) {
                    target.writeLong(word);
                }
            }
            case RUNS -> {
                if (isInWords) {
                    writeRunsOfWords(target);
                }
                else {
                    writeRunsOfIds(target);
                }
            }
        }
    }

    private void extractIds()
    {
        int count = 0;
        for (int word = 0; word < WORDS; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                ids[count++] = (char) (word << 6 | Long.numberOfTrailingZeros(bits));
            }
        }
    }

    private void writeRunsOfIds(ByteWriter target)
    {
        int start = 0;
        for (int i = 1; i <= cardinality; i++) {
            if (i == cardinality || ids[i] != ids[i - 1] + 1) {
                target.writeShort(ids[start]);
                target.writeShort(i - 1 - start);
                start = i;
            }
        }
    }

    private void writeRunsOfWords(ByteWriter target)
    {
        int end = 0;
        for (int run = 0; run < runs; run++) {
            int start = next(end, 0);
            end = next(start, -1);
            target.writeShort(start);
            target.writeShort(end - 1 - start);
        }
    }

    /// The next id, or, with `flip` −1, the next that is missing, from a value on.
    private int next(int from, long flip)
    {
        int word = from >>> 6;
        if (word == WORDS) {
            return CHUNK_IDS;
        }
        long bits = (words[word] ^ flip) & (-1L << from);
        while (bits == 0) {
            word++;
            if (word == WORDS) {
                return CHUNK_IDS;
            }
            bits = words[word] ^ flip;
        }
        return word << 6 | Long.numberOfTrailingZeros(bits);
    }
}
