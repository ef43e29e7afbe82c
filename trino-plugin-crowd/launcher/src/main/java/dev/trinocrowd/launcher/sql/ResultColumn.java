package dev.trinocrowd.launcher.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

record ResultColumn(String name, TypeName type)
{
    ResultColumn
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }

    static List<ResultColumn> of(ResultSetMetaData metadata)
            throws SQLException
    {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new ResultColumn(metadata.getColumnLabel(i), TypeName.parse(metadata.getColumnTypeName(i))));
        }
        return columns;
    }
}
