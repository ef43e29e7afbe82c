package dev.trinocrowd.rfm;

import static java.util.Objects.requireNonNull;

/// The eight value classes: whether recency, frequency and monetary value are each on the better side of one cut.
public enum RfmClass
{
    IMPORTANT_VALUE("Important value", true, true, true),
    IMPORTANT_DEVELOPMENT("Important development", true, false, true),
    IMPORTANT_RETENTION("Important retention", false, true, true),
    IMPORTANT_WIN_BACK("Important win-back", false, false, true),
    GENERAL_VALUE("General value", true, true, false),
    GENERAL_DEVELOPMENT("General development", true, false, false),
    GENERAL_RETENTION("General retention", false, true, false),
    GENERAL_WIN_BACK("General win-back", false, false, false);

    private static final RfmClass[] BY_CODE = new RfmClass[8];

    static {
        for (RfmClass rfmClass : values()) {
            BY_CODE[rfmClass.code] = rfmClass;
        }
    }

    private final String label;
    private final int code;

    RfmClass(String label, boolean recent, boolean frequent, boolean valuable)
    {
        this.label = requireNonNull(label, "label is null");
        this.code = code(recent, frequent, valuable);
    }

    public static RfmClass of(boolean recent, boolean frequent, boolean valuable)
    {
        return BY_CODE[code(recent, frequent, valuable)];
    }

    public String label()
    {
        return label;
    }

    private static int code(boolean recent, boolean frequent, boolean valuable)
    {
        return (recent ? 4 : 0) | (frequent ? 2 : 0) | (valuable ? 1 : 0);
    }
}
