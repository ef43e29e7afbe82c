package dev.trinocrowd.export.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.export.delivery.Grouping;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.delivery.LanePlan;
import dev.trinocrowd.export.delivery.RowAction;
import dev.trinocrowd.export.delivery.RowCheck;
import dev.trinocrowd.export.delivery.RowSchema;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A platform's HTTP interface.
///
/// @param send the call that sends rows
/// @param delete the call that deletes them, if that is another one
/// @param keyHeader the header that carries a batch's key
/// @param keys where keys come from; empty if the platform takes any
/// @param secrets all texts that must not be seen
public record HttpTarget(
        HttpCall send,
        Optional<HttpCall> delete,
        Credentials credentials,
        AnswerFormat answers,
        Idempotency idempotency,
        Optional<String> keyHeader,
        Optional<KeyPool> keys,
        RateHeaders rateHeaders,
        List<Secret> secrets)
{
    /// How many batches' rows are looked at to find those that may share a call.
    private static final int GROUPED_BATCHES = 16;

    public HttpTarget
    {
        requireNonNull(send, "send is null");
        requireNonNull(delete, "delete is null");
        requireNonNull(credentials, "credentials is null");
        requireNonNull(answers, "answers is null");
        requireNonNull(idempotency, "idempotency is null");
        requireNonNull(keyHeader, "keyHeader is null");
        requireNonNull(keys, "keys is null");
        requireNonNull(rateHeaders, "rateHeaders is null");
        secrets = ImmutableList.copyOf(secrets);
        boolean carriesKey = keyHeader.isPresent() || (send.carriesKey() && delete.map(HttpCall::carriesKey).orElse(true));
        if (idempotency.isHonoured() && !carriesKey) {
            throw new IllegalArgumentException("'idempotency' needs a 'header' for the key, or {{idempotency_key}} in the body");
        }
    }

    /// Whether it can be told that a member is no longer wanted.
    public boolean supportsDeletes()
    {
        return delete.isPresent() || send.carriesAction();
    }

    HttpCall call(RowAction action)
    {
        return action == RowAction.DELETE ? delete.orElse(send) : send;
    }

    /// How rows share calls.
    ///
    /// @throws IllegalArgumentException if the export table lacks a column
    public LanePlan plan(int batchSize, RowSchema schema)
    {
        check(schema);
        ImmutableSet<String> columns = ImmutableSet.<String>builder()
                .addAll(send.shared(schema))
                .addAll(delete.map(call -> call.shared(schema)).orElse(List.of()))
                .build();
        boolean byAction = schema.hasDeletes() && (delete.isPresent() || send.sharesAction());
        boolean isOfOneMember = send.isOfOneMember(schema) || delete.map(call -> call.isOfOneMember(schema)).orElse(false);
        Grouping grouping = new Grouping(columns.asList(), byAction);
        int size = isOfOneMember ? 1 : batchSize;
        return new LanePlan(size, grouping.isNone() ? size : Math.multiplyExact(size, GROUPED_BATCHES), grouping);
    }

    /// @throws IllegalArgumentException if the export table lacks a column, or asks for what the platform cannot do
    public void check(RowSchema schema)
    {
        if (schema.hasDeletes() && !supportsDeletes()) {
            throw new IllegalArgumentException("the destination cannot delete, so that it cannot mirror: its calls carry no {{action}}, and it has no call 'delete'");
        }
        BoundCall.bind(send, schema);
        delete.ifPresent(call -> BoundCall.bind(call, schema));
    }

    /// Tells rows that no call can carry.
    public RowCheck rowCheck(RowSchema schema)
    {
        BoundCall sending = BoundCall.bind(send, schema);
        BoundCall deleting = delete.map(call -> BoundCall.bind(call, schema)).orElse(sending);
        return row -> (row.action() == RowAction.DELETE ? deleting : sending).invalid(row);
    }

    /// Without what may be secret.
    @Override
    public String toString()
    {
        return "HttpTarget{%s}".formatted(send);
    }
}
