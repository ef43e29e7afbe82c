package dev.trinocrowd.rfm;

import io.trino.spi.block.Block;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;

import static dev.trinocrowd.binding.InvalidArguments.invalidArgument;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static java.util.Objects.requireNonNull;

/// Reads the cuts that a call is given, which are the same for every row of most queries: only a change costs work.
///
/// The last reading is one immutable object, so that threads may share a reader without locks.
final class CutsReader
{
    private static final ArrayType CUTS = new ArrayType(DOUBLE);
    private static final int RECENCY = 1;
    private static final int FREQUENCY = 2;
    private static final int MONETARY = 3;

    private Reading last;

    RfmCuts read(SqlRow row)
    {
        return read(row.getRawFieldBlock(RECENCY), row.getRawFieldBlock(FREQUENCY), row.getRawFieldBlock(MONETARY), row.getRawIndex());
    }

    RfmCuts read(Block recency, Block frequency, Block monetary)
    {
        Reading reading = last;
        if (reading == null || !reading.isOf(recency, frequency, monetary, 0)) {
            reading = new Reading(recency, frequency, monetary, 0, cuts(elements(recency), elements(frequency), elements(monetary)));
            last = reading;
        }
        return reading.cuts();
    }

    private RfmCuts read(Block recency, Block frequency, Block monetary, int position)
    {
        Reading reading = last;
        if (reading == null || !reading.isOf(recency, frequency, monetary, position)) {
            reading = new Reading(
                    recency,
                    frequency,
                    monetary,
                    position,
                    cuts(field("recency", recency, position), field("frequency", frequency, position), field("monetary", monetary, position)));
            last = reading;
        }
        return reading.cuts();
    }

    private static RfmCuts cuts(double[] recency, double[] frequency, double[] monetary)
    {
        try {
            return new RfmCuts(Cuts.of(recency), Cuts.of(frequency), Cuts.of(monetary));
        }
        catch (IllegalArgumentException e) {
            throw invalidArgument(e);
        }
    }

    private static double[] field(String measure, Block block, int position)
    {
        if (block.isNull(position)) {
            throw invalidArgument("RFM cuts must hold an array for %s, found NULL".formatted(measure));
        }
        return elements(CUTS.getObject(block, position));
    }

    private static double[] elements(Block block)
    {
        double[] elements = new double[block.getPositionCount()];
        for (int i = 0; i < elements.length; i++) {
            if (block.isNull(i)) {
                throw invalidArgument("RFM cuts must be finite numbers, found NULL");
            }
            elements[i] = DOUBLE.getDouble(block, i);
        }
        return elements;
    }

    /// Blocks never change, so that the same blocks at the same position hold the same cuts.
    private record Reading(Block recency, Block frequency, Block monetary, int position, RfmCuts cuts)
    {
        private Reading
        {
            requireNonNull(recency, "recency is null");
            requireNonNull(frequency, "frequency is null");
            requireNonNull(monetary, "monetary is null");
            requireNonNull(cuts, "cuts is null");
        }

        @SuppressWarnings("ReferenceEquality") // comparing contents would cost what the comparison is to save
        private boolean isOf(Block otherRecency, Block otherFrequency, Block otherMonetary, int otherPosition)
        {
            return position == otherPosition && recency == otherRecency && frequency == otherFrequency && monetary == otherMonetary;
        }
    }
}
