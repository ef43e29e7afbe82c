package dev.trinocrowd.shop.story;

import static java.util.Objects.requireNonNull;

/// A shop of one size: what all its customers have in common.
public final class Shop
{
    private final Scale scale;
    private final Catalogue catalogue;

    public Shop(Scale scale)
    {
        this.scale = requireNonNull(scale, "scale is null");
        this.catalogue = new Catalogue(scale);
    }

    public Scale scale()
    {
        return scale;
    }

    Catalogue catalogue()
    {
        return catalogue;
    }

    long seed()
    {
        return scale.seed();
    }
}
