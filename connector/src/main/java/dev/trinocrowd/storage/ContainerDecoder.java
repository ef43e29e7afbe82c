package dev.trinocrowd.storage;

import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.RunContainer;

import static dev.trinocrowd.storage.ContainerForm.BITS_BYTES;
import static dev.trinocrowd.storage.ContainerForm.CHUNK_IDS;

/// Makes containers of bytes, once they are known to be what a writer would have written.
final class ContainerDecoder
{
    private ContainerDecoder()
    {}

    static Container decode(ByteReader reader, ContainerForm form, int cardinality, int runs)
    {
        return switch (form) {
            case ARRAY -> array(reader, cardinality);
            case BITS -> bits(reader, cardinality);
            case RUNS -> runs(reader, cardinality, runs);
        };
    }

    private static Container array(ByteReader reader, int cardinality)
    {
        char[] ids = new char[cardinality];
        int previous = -1;
        for (int i = 0; i < cardinality; i++) {
            ids[i] = reader.readChar();
            reader.check(ids[i] > previous, "ids do not ascend");
            previous = ids[i];
        }
        return new ArrayContainer(ids);
    }

    private static Container bits(ByteReader reader, int cardinality)
    {
        long[] words = new long[BITS_BYTES / Long.BYTES];
        int found = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = reader.readLong();
            found += Long.bitCount(words[i]);
        }
        reader.check(found == cardinality, "there are other than the expected number of ids");
        return new BitmapContainer(words, cardinality);
    }

    private static Container runs(ByteReader reader, int cardinality, int runs)
    {
        char[] startsAndLengths = new char[2 * runs];
        int found = 0;
        int end = -1;
        for (int i = 0; i < startsAndLengths.length; i += 2) {
            char start = reader.readChar();
            char more = reader.readChar();
            // two runs with no gap between them would be one
            reader.check(i == 0 || start > end, "runs do not ascend");
            end = start + more + 1;
            reader.check(end <= CHUNK_IDS, "a run leaves its chunk");
            found += more + 1;
            startsAndLengths[i] = start;
            startsAndLengths[i + 1] = more;
        }
        reader.check(found == cardinality, "there are other than the expected number of ids");
        return new RunContainer(startsAndLengths, runs);
    }
}
