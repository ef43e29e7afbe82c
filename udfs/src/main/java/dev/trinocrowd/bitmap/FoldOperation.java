package dev.trinocrowd.bitmap;

/// How the bitmaps of a group become one.
public enum FoldOperation
{
    AND,
    OR,
    XOR;

    Bitmap apply(Bitmap... bitmaps)
    {
        return switch (this) {
            case AND -> BitmapAlgebra.andAll(bitmaps);
            case OR -> BitmapAlgebra.orAll(bitmaps);
            case XOR -> BitmapAlgebra.xorAll(bitmaps);
        };
    }
}
