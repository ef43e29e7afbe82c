package dev.trinocrowd.launcher.load;

import java.util.List;

import static java.util.Objects.requireNonNull;

/// A row of the file, its values in the order of the columns known so far.
///
/// @param line where it begins, from 1
/// @param cells null for NULL
record SourceRow(long line, List<Cell> cells)
{
    SourceRow
    {
        requireNonNull(cells, "cells is null");
    }

    Cell cell(int column)
    {
        return column < cells.size() ? cells.get(column) : null;
    }
}
