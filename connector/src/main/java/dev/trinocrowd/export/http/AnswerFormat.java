package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// How a platform answers.
///
/// @param rules in order; the first that applies counts, and those of HTTP itself come behind
/// @param rows which rows of a call that was taken were not
/// @param message where the answer says what is wrong
/// @param receipt where the answer names what was taken
public record AnswerFormat(List<AnswerRule> rules, Optional<RowResults> rows, Optional<JsonPointer> message, Optional<JsonPointer> receipt)
{
    public AnswerFormat
    {
        rules = ImmutableList.copyOf(rules);
        requireNonNull(rows, "rows is null");
        requireNonNull(message, "message is null");
        requireNonNull(receipt, "receipt is null");
    }
}
