package dev.trinocrowd.funnel;

/// The modes that a caller can name.
enum FunnelMode
{
    DEFAULT;

    static FunnelMode parse(String text)
    {
        if (text.equals("default")) {
            return DEFAULT;
        }
        throw new IllegalArgumentException("Unknown funnel mode '%s': expected default".formatted(text));
    }

    FunnelKernel kernel()
    {
        return switch (this) {
            case DEFAULT -> new OrderedFunnel();
        };
    }
}
