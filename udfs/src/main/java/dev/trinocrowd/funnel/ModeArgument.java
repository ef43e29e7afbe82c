package dev.trinocrowd.funnel;

import io.trino.spi.block.ValueBlock;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.VarcharType.VARCHAR;

/// The mode of the row at hand, parsed once while it does not change.
final class ModeArgument
{
    private int settings = FunnelSettings.DEFAULT;
    /// The mode is a constant as a rule, which stands in one block for all rows of a page.
    private ValueBlock block;
    private int position;

    void set(ValueBlock mode, int modePosition)
    {
        if (mode == block && modePosition == position) {
            return;
        }
        if (mode.isNull(modePosition)) {
            throw invalidArgument("funnel mode must be a text such as 'default', found NULL");
        }
        try {
            settings = FunnelSettings.of(FunnelModes.parse(VARCHAR.getSlice(mode, modePosition).toStringUtf8()), FunnelSettings.UNKNOWN_STEP_COUNT);
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
        block = mode;
        position = modePosition;
    }

    int settings(int stepCount)
    {
        return FunnelSettings.withStepCount(settings, stepCount);
    }
}
