package dev.trinocrowd.launcher.sql;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTypeName
{
    @Test
    void nestedTimestampsKeepTheirPrecision()
    {
        TypeName type = TypeName.parse("array(row(\"a b, (\"\"c\" timestamp(6) with time zone, d map(varchar(3), decimal(10,2)), timestamp(9)))");
        TypeName row = type.arguments().getFirst();
        assertThat(row.base()).isEqualTo("row");
        assertThat(row.arguments()).extracting(TypeName::base).containsExactly("timestamp with time zone", "map", "timestamp");
        assertThat(row.arguments().getFirst().precision()).isEqualTo(6);
        assertThat(row.arguments().getLast().precision()).isEqualTo(9);
    }

    @Test
    void numbersAreTold()
    {
        assertThat(TypeName.parse("decimal(3, 1)").isNumber()).isTrue();
        assertThat(TypeName.parse("varchar(3)").isNumber()).isFalse();
    }
}
