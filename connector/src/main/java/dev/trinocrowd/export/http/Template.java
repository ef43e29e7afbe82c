package dev.trinocrowd.export.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/// A JSON document in which placeholders stand for whole values.
///
/// It is a tree before any value comes in, so that no value can be anything but a value.
sealed interface Template
{
    record Constant(JsonNode value)
            implements Template
    {
        public Constant
        {
            requireNonNull(value, "value is null");
        }
    }

    record ObjectTemplate(Map<String, Template> fields)
            implements Template
    {
        public ObjectTemplate
        {
            fields = ImmutableMap.copyOf(fields);
        }
    }

    record ArrayTemplate(List<Template> items)
            implements Template
    {
        public ArrayTemplate
        {
            items = ImmutableList.copyOf(items);
        }
    }

    record Variable(Placeholder placeholder)
            implements Template
    {
        public Variable
        {
            requireNonNull(placeholder, "placeholder is null");
        }
    }

    /// @throws IllegalArgumentException for a placeholder that is none
    static Template parse(JsonNode node)
    {
        if (node.isObject()) {
            ImmutableMap.Builder<String, Template> fields = ImmutableMap.builder();
            node.properties().forEach(field -> {
                if (field.getKey().contains("{{")) {
                    throw new IllegalArgumentException("a placeholder must be a value, found it in the name of field '%s'".formatted(field.getKey()));
                }
                fields.put(field.getKey(), parse(field.getValue()));
            });
            return new ObjectTemplate(fields.buildOrThrow());
        }
        if (node.isArray()) {
            ImmutableList.Builder<Template> items = ImmutableList.builder();
            node.forEach(item -> items.add(parse(item)));
            return new ArrayTemplate(items.build());
        }
        if (node.isTextual()) {
            Optional<Placeholder> placeholder = Placeholder.parse(node.textValue());
            if (placeholder.isPresent()) {
                return new Variable(placeholder.orElseThrow());
            }
        }
        return new Constant(node);
    }

    /// All placeholders, however deep.
    default void visit(Consumer<Placeholder> visitor)
    {
        switch (this) {
            case Constant _ -> {
            }
            case ObjectTemplate object -> object.fields().values().forEach(field -> field.visit(visitor));
            case ArrayTemplate array -> array.items().forEach(item -> item.visit(visitor));
            case Variable variable -> visitor.accept(variable.placeholder());
        }
    }
}
