package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trinocrowd.export.delivery.OutboxRow;
import dev.trinocrowd.export.delivery.RowRejection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/// Where an answer says which rows were not taken: a list with an entry for each of them, or for each row.
///
/// @param list where the list is; a document without it names no row
/// @param index where an entry has the row's place in the call, from 0
/// @param member where an entry has the row's member
/// @param accepted what entries of rows have that were taken; empty if only others are listed
/// @param message where an entry says why
public record RowResults(JsonPointer list, Optional<JsonPointer> index, Optional<JsonPointer> member, Optional<AnswerRule.Condition> accepted, Optional<JsonPointer> message)
{
    public RowResults
    {
        requireNonNull(list, "list is null");
        requireNonNull(index, "index is null");
        requireNonNull(member, "member is null");
        requireNonNull(accepted, "accepted is null");
        requireNonNull(message, "message is null");
        if (index.isPresent() && member.isPresent()) {
            throw new IllegalArgumentException("an entry tells its row by 'index' or by 'member', found both");
        }
        if (index.isEmpty() && member.isEmpty() && accepted.isEmpty()) {
            throw new IllegalArgumentException("without 'index' and 'member' the list has an entry a row, and needs 'accepted' to tell those that were taken");
        }
    }

    /// An answer that cannot be matched with the rows that were sent.
    static final class MismatchException
            extends Exception
    {
        private MismatchException(String message)
        {
            super(message);
        }
    }

    /// @param rows that were sent
    /// @param places of these rows in the batch
    List<RowRejection> read(JsonNode document, List<OutboxRow> rows, List<Integer> places, Redactor redactor)
            throws MismatchException
    {
        JsonNode entries = document.at(list);
        if (entries.isMissingNode() || entries.isNull()) {
            if (index.isEmpty() && member.isEmpty()) {
                throw new MismatchException("the answer has no list at " + list);
            }
            return List.of();
        }
        if (!entries.isArray()) {
            throw new MismatchException("the answer has no list at " + list);
        }
        if (index.isEmpty() && member.isEmpty() && entries.size() != rows.size()) {
            throw new MismatchException("the answer has %s entries for %s rows".formatted(entries.size(), rows.size()));
        }
        Map<Long, List<Integer>> ofMember = member.isPresent() ? byMember(rows) : Map.of();
        Map<Integer, RowRejection> rejected = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            if (accepted.isPresent() && accepted.orElseThrow().isMet(entry)) {
                continue;
            }
            String why = redactor
                    .redact(message.map(entry::at).filter(text -> !text.isMissingNode() && !text.isNull()).map(RowResults::text).orElse("the destination gave no reason"));
            for (int row : rowsOf(entry, i, rows.size(), ofMember)) {
                rejected.put(places.get(row), new RowRejection(places.get(row), rows.get(row).member(), why));
            }
        }
        return List.copyOf(rejected.values());
    }

    private static String text(JsonNode node)
    {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static Map<Long, List<Integer>> byMember(List<OutboxRow> rows)
    {
        Map<Long, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.computeIfAbsent(rows.get(i).member(), _ -> new ArrayList<>()).add(i);
        }
        return found;
    }

    private List<Integer> rowsOf(JsonNode entry, int position, int count, Map<Long, List<Integer>> ofMember)
            throws MismatchException
    {
        if (index.isPresent()) {
            long row = number(entry.at(index.orElseThrow()));
            if (row < 0 || row >= count) {
                throw new MismatchException("the answer names row %s of %s".formatted(row, count));
            }
            return List.of((int) row);
        }
        if (member.isPresent()) {
            long id = number(entry.at(member.orElseThrow()));
            List<Integer> found = ofMember.get(id);
            if (found == null) {
                throw new MismatchException("the answer names member %s, which was not sent".formatted(id));
            }
            return found;
        }
        return List.of(position);
    }

    private static long number(JsonNode node)
            throws MismatchException
    {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isTextual()) {
            try {
                return Long.parseLong(node.textValue());
            }
            catch (NumberFormatException _) {
                // said below
            }
        }
        throw new MismatchException("an entry of the answer does not say which row it is of");
    }
}
