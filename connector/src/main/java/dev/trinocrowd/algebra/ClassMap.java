package dev.trinocrowd.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What is made of each class of rows, once.
final class ClassMap<T>
{
    private final List<T> values = new ArrayList<>();

    T get(RowClass rowClass, Function<RowClass, T> function)
    {
        int index = rowClass.index();
        while (values.size() <= index) {
            values.add(null);
        }
        T value = values.get(index);
        if (value == null) {
            value = function.apply(rowClass);
            values.set(index, value);
        }
        return value;
    }
}
