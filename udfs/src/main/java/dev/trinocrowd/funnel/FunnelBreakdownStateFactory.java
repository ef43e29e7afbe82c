package dev.trinocrowd.funnel;

import io.trino.spi.function.AccumulatorStateFactory;
import io.trino.spi.function.Convention;
import io.trino.spi.function.OperatorDependency;
import io.trino.spi.function.OperatorType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.Type;

import java.lang.invoke.MethodHandle;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.FLAT;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.VALUE_BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.BLOCK_BUILDER;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FLAT_RETURN;
import static java.util.Objects.requireNonNull;

public final class FunnelBreakdownStateFactory
        implements AccumulatorStateFactory<FunnelBreakdownState>
{
    private final Type stepsType;
    private final ValueOperators operators;

    public FunnelBreakdownStateFactory(
            @TypeParameter("S") Type stepsType,
            @TypeParameter("V") Type valueType,
            @OperatorDependency(operator = OperatorType.READ_VALUE, argumentTypes = "V", convention = @Convention(arguments = VALUE_BLOCK_POSITION_NOT_NULL, result = FLAT_RETURN)) MethodHandle write,
            @OperatorDependency(operator = OperatorType.READ_VALUE, argumentTypes = "V", convention = @Convention(arguments = FLAT, result = BLOCK_BUILDER)) MethodHandle read,
            @OperatorDependency(operator = OperatorType.HASH_CODE, argumentTypes = "V", convention = @Convention(arguments = VALUE_BLOCK_POSITION_NOT_NULL, result = FAIL_ON_NULL)) MethodHandle hash,
            @OperatorDependency(operator = OperatorType.IDENTICAL, argumentTypes = {"V",
                "V"}, convention = @Convention(arguments = {FLAT, VALUE_BLOCK_POSITION_NOT_NULL}, result = FAIL_ON_NULL)) MethodHandle identical,
            @OperatorDependency(operator = OperatorType.COMPARISON_UNORDERED_LAST, argumentTypes = {"V",
                "V"}, convention = @Convention(arguments = {FLAT, FLAT}, result = FAIL_ON_NULL)) MethodHandle compare)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
        operators = ValueOperators.ordered(valueType, write, read, hash, identical, compare);
    }

    @Override
    public FunnelBreakdownState createSingleState()
    {
        FunnelBreakdownAccumulator state = new FunnelBreakdownAccumulator(stepsType, operators);
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public FunnelBreakdownState createGroupedState()
    {
        return new FunnelBreakdownAccumulator(stepsType, operators);
    }
}
