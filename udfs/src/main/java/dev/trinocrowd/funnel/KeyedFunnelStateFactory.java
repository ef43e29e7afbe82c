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

public final class KeyedFunnelStateFactory
        implements AccumulatorStateFactory<KeyedFunnelState>
{
    private final Type stepsType;
    private final ValueOperators operators;

    public KeyedFunnelStateFactory(
            @TypeParameter("S") Type stepsType,
            @TypeParameter("K") Type keyType,
            @OperatorDependency(operator = OperatorType.READ_VALUE, argumentTypes = "K", convention = @Convention(arguments = VALUE_BLOCK_POSITION_NOT_NULL, result = FLAT_RETURN)) MethodHandle write,
            @OperatorDependency(operator = OperatorType.READ_VALUE, argumentTypes = "K", convention = @Convention(arguments = FLAT, result = BLOCK_BUILDER)) MethodHandle read,
            @OperatorDependency(operator = OperatorType.HASH_CODE, argumentTypes = "K", convention = @Convention(arguments = VALUE_BLOCK_POSITION_NOT_NULL, result = FAIL_ON_NULL)) MethodHandle hash,
            @OperatorDependency(operator = OperatorType.IDENTICAL, argumentTypes = {"K",
                "K"}, convention = @Convention(arguments = {FLAT, VALUE_BLOCK_POSITION_NOT_NULL}, result = FAIL_ON_NULL)) MethodHandle identical)
    {
        this.stepsType = requireNonNull(stepsType, "stepsType is null");
        operators = ValueOperators.unordered(keyType, write, read, hash, identical);
    }

    @Override
    public KeyedFunnelState createSingleState()
    {
        KeyedFunnelAccumulator state = new KeyedFunnelAccumulator(stepsType, operators);
        state.ensureCapacity(1);
        return state;
    }

    @Override
    public KeyedFunnelState createGroupedState()
    {
        return new KeyedFunnelAccumulator(stepsType, operators);
    }
}
