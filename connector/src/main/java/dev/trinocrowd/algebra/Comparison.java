package dev.trinocrowd.algebra;

/// How two key columns are compared. NULL compares with nothing, but for `IDENTICAL`, which is `IS NOT DISTINCT FROM`.
public enum Comparison
{
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS_THAN("<"),
    LESS_THAN_OR_EQUAL("<="),
    GREATER_THAN(">"),
    GREATER_THAN_OR_EQUAL(">="),
    IDENTICAL("IS NOT DISTINCT FROM");

    private final String sql;

    Comparison(String sql)
    {
        this.sql = sql;
    }

    boolean rejectsNull()
    {
        return this != IDENTICAL;
    }

    boolean test(KeyValue left, KeyValue right)
    {
        if (this == IDENTICAL) {
            return left.equals(right);
        }
        if (left.isNull() || right.isNull()) {
            return false;
        }
        int order = left.compareTo(right);
        return switch (this) {
            case EQUAL, IDENTICAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            case GREATER_THAN_OR_EQUAL -> order >= 0;
        };
    }

    @Override
    public String toString()
    {
        return sql;
    }
}
