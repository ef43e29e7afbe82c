package dev.trinocrowd.bitmap;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.type.AbstractVariableWidthType;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.TypeDescriptor;
import io.trino.spi.type.TypeOperatorDeclaration;
import io.trino.spi.type.TypeOperators;

/// `BITMAP`: an exact set of ids from 0 to 2^63−1.
///
/// Equal sets are equal bytes, so the type compares by its bytes; there is no order. To clients a value is bytes, as with the engine's sketches.
public final class BitmapType
        extends AbstractVariableWidthType
{
    public static final String NAME = "bitmap";
    public static final BitmapType BITMAP = new BitmapType();

    private static final TypeOperatorDeclaration OPERATORS = TypeOperatorDeclaration.builder(Slice.class)
            .addOperators(DEFAULT_READ_OPERATORS)
            .addOperators(DEFAULT_COMPARABLE_OPERATORS)
            .build();

    private BitmapType()
    {
        super(new TypeDescriptor(NAME), Slice.class);
    }

    @Override
    public boolean isComparable()
    {
        return true;
    }

    @Override
    public TypeOperatorDeclaration getTypeOperatorDeclaration(TypeOperators typeOperators)
    {
        return OPERATORS;
    }

    @Override
    public String getDisplayName()
    {
        return NAME;
    }

    @Override
    public Object getObjectValue(Block block, int position)
    {
        return block.isNull(position) ? null : new SqlVarbinary(getSlice(block, position).getBytes());
    }

    @Override
    public Slice getSlice(Block block, int position)
    {
        return ((VariableWidthBlock) block.getUnderlyingValueBlock()).getSlice(block.getUnderlyingValuePosition(position));
    }

    @Override
    public void writeSlice(BlockBuilder blockBuilder, Slice value)
    {
        writeSlice(blockBuilder, value, 0, value.length());
    }

    @Override
    public void writeSlice(BlockBuilder blockBuilder, Slice value, int offset, int length)
    {
        ((VariableWidthBlockBuilder) blockBuilder).writeEntry(value, offset, length);
    }
}
