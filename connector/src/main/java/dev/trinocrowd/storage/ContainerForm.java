package dev.trinocrowd.storage;

/// How the ids of a chunk are laid out; the shortest of the three, which makes equal sets equal bytes.
///
/// | form | bytes |
/// |---|---|
/// | array | 2 an id |
/// | bits | 8192 |
/// | runs | 4 a run: first id, how many more |
enum ContainerForm
{
    ARRAY(0),
    BITS(1),
    RUNS(2);

    static final int COUNT = 3;

    static final int CHUNK_IDS = 1 << 16;
    static final int MAX_ARRAY_CARDINALITY = 4096;
    static final int BITS_BYTES = CHUNK_IDS / Byte.SIZE;
    static final int RUN_BYTES = 2 * Short.BYTES;
    static final int MAX_RUNS = (BITS_BYTES - Short.BYTES) / RUN_BYTES;

    private final int code;

    ContainerForm(int code)
    {
        this.code = code;
    }

    /// What stands for it in files.
    int code()
    {
        return code;
    }

    static ContainerForm ofCode(int code)
    {
        return switch (code) {
            case 0 -> ARRAY;
            case 1 -> BITS;
            case 2 -> RUNS;
            default -> throw new IllegalArgumentException("there is no form of a container with code " + code);
        };
    }

    /// As in the roaring format, where a list of runs has its length in front.
    static ContainerForm of(int cardinality, int runs)
    {
        int plain = cardinality <= MAX_ARRAY_CARDINALITY ? Short.BYTES * cardinality : BITS_BYTES;
        if (Short.BYTES + RUN_BYTES * runs < plain) {
            return RUNS;
        }
        return cardinality <= MAX_ARRAY_CARDINALITY ? ARRAY : BITS;
    }

    int bytes(int cardinality, int runs)
    {
        return switch (this) {
            case ARRAY -> Short.BYTES * cardinality;
            case BITS -> BITS_BYTES;
            case RUNS -> RUN_BYTES * runs;
        };
    }
}
