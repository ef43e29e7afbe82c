package dev.trinocrowd.storage;

/// A file does not hold what it must.
public final class CorruptFileException
        extends StorageException
{
    private final String file;

    public CorruptFileException(String file, String problem)
    {
        super("File %s is corrupt: %s".formatted(file, problem));
        this.file = file;
    }

    public CorruptFileException(String file, String problem, Throwable cause)
    {
        super("File %s is corrupt: %s".formatted(file, problem), cause);
        this.file = file;
    }

    public String file()
    {
        return file;
    }
}
