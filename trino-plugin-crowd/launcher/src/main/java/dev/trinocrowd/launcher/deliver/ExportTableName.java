package dev.trinocrowd.launcher.deliver;

import dev.trinocrowd.launcher.UserException;
import dev.trinocrowd.launcher.load.TableName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Names such as `crowd.push.summer`.
final class ExportTableName
        implements ITypeConverter<TableName>
{
    @Override
    public TableName convert(String text)
    {
        try {
            return TableName.parse("TABLE", text);
        }
        catch (UserException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
