package dev.trinocrowd.launcher.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Results of JDBC in the form in which `crowd sql` prints them.
public final class Results
{
    private Results()
    {}

    public static AlignedTable table(ResultSet results)
            throws SQLException
    {
        return AlignedPrinter.table(ResultColumn.of(results.getMetaData()), results);
    }
}
