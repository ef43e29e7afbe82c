package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/// Which answers mean what.
///
/// @param statuses to which it applies
/// @param condition on the answer's document; empty for any
public record AnswerRule(List<StatusRange> statuses, Optional<Condition> condition, Meaning meaning)
{
    /// That a place of a document has one of some values.
    ///
    /// @param values compared as text, so that 1003 and "1003" are the same
    public record Condition(JsonPointer at, Set<String> values)
    {
        public Condition
        {
            requireNonNull(at, "at is null");
            values = ImmutableSet.copyOf(values);
        }

        boolean isMet(JsonNode document)
        {
            JsonNode found = document.at(at);
            return found.isValueNode() && values.contains(found.asText());
        }
    }

    /// What holds where a destination says nothing else, in the words of RFC 9110 and RFC 6585.
    static final List<AnswerRule> DEFAULTS = ImmutableList.of(
            of("2xx", Meaning.ACCEPT),
            of("400", Meaning.SPLIT),
            of("413", Meaning.SPLIT),
            of("422", Meaning.SPLIT),
            of("429", Meaning.DEFER),
            of("503", Meaning.DEFER),
            of("408", Meaning.UNKNOWN),
            of("5xx", Meaning.UNKNOWN));

    public AnswerRule
    {
        statuses = ImmutableList.copyOf(statuses);
        requireNonNull(condition, "condition is null");
        requireNonNull(meaning, "meaning is null");
    }

    private static AnswerRule of(String status, Meaning meaning)
    {
        return new AnswerRule(List.of(StatusRange.parse(status)), Optional.empty(), meaning);
    }

    boolean applies(int status, JsonNode document)
    {
        return statuses.stream().anyMatch(range -> range.contains(status)) && condition.map(met -> met.isMet(document)).orElse(true);
    }
}
