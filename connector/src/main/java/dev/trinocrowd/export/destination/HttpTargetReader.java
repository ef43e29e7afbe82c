package dev.trinocrowd.export.destination;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.trinocrowd.export.delivery.Idempotency;
import dev.trinocrowd.export.http.AnswerFormat;
import dev.trinocrowd.export.http.AnswerRule;
import dev.trinocrowd.export.http.BodyFormat;
import dev.trinocrowd.export.http.Credentials;
import dev.trinocrowd.export.http.HttpCall;
import dev.trinocrowd.export.http.HttpTarget;
import dev.trinocrowd.export.http.KeyPool;
import dev.trinocrowd.export.http.Meaning;
import dev.trinocrowd.export.http.RateHeaders;
import dev.trinocrowd.export.http.RowResults;
import dev.trinocrowd.export.http.Secret;
import dev.trinocrowd.export.http.StatusRange;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

/// Reads what a destination of kind `http` is.
final class HttpTargetReader
{
    private static final Map<String, String> METHODS = Map.of("POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "DELETE");
    private static final Map<String, BodyFormat> FORMATS = Map.of("json", BodyFormat.JSON, "ndjson", BodyFormat.NDJSON);
    private static final Map<String, Meaning> MEANINGS = Arrays.stream(Meaning.values()).collect(toImmutableMap(Meaning::toString, Function.identity()));
    private static final int MOST_KEYS = 100_000;

    private final Fields fields;
    private final References references;
    private final ImmutableList.Builder<Secret> secrets = ImmutableList.builder();

    private HttpTargetReader(Fields fields, References references)
    {
        this.fields = requireNonNull(fields, "fields is null");
        this.references = requireNonNull(references, "references is null");
    }

    static HttpTarget read(Fields fields, References references)
    {
        try {
            return new HttpTargetReader(fields, references).read();
        }
        catch (IllegalArgumentException e) {
            throw fields.error(e.getMessage(), e);
        }
    }

    private HttpTarget read()
    {
        String url = fields.requiredText("url");
        Secret resolved = references.resolve(fields, "url", url);
        if (References.isReference(url)) {
            secrets.add(resolved);
        }
        URI base = Urls.parse(fields, "url", resolved.reveal(), References.isReference(url));
        Credentials credentials = credentials();
        secrets.addAll(credentials.secrets());
        HttpCall send = call(fields, base, "POST");
        Optional<HttpCall> delete = fields.object("delete").map(object -> {
            HttpCall call = call(object, base, "POST");
            object.end();
            return call;
        });
        Optional<Fields> idempotency = fields.object("idempotency");
        Optional<String> keyHeader = idempotency.flatMap(object -> object.text("header"));
        keyHeader.ifPresent(name -> checkHeader(name, "key"));
        Optional<KeyPool> keys = idempotency.flatMap(object -> object.object("keys")).map(object -> keyPool(object, base));
        Idempotency promise = idempotency.map(object -> object.duration("life").map(Idempotency::during).orElse(Idempotency.FOREVER)).orElse(Idempotency.NONE);
        idempotency.ifPresent(Fields::end);
        AnswerFormat answers = answers();
        RateHeaders rateHeaders = fields.object("rate-headers").map(object -> {
            RateHeaders headers = new RateHeaders(object.text("remaining"), object.text("reset"));
            object.end();
            return headers;
        }).orElse(RateHeaders.NONE);
        return new HttpTarget(send, delete, credentials, answers, promise, keyHeader, keys, rateHeaders, secrets.build());
    }

    private HttpCall call(Fields object, URI base, String defaultMethod)
    {
        Optional<String> path = object.text("path");
        path.ifPresent(text -> {
            if (!text.startsWith("/") || text.startsWith("//") || text.contains("..")) {
                throw new IllegalArgumentException("'path' must start with one slash and have no '..', found '%s'".formatted(text));
            }
        });
        ImmutableMap.Builder<String, Secret> headers = ImmutableMap.builder();
        object.texts("headers").forEach((name, text) -> {
            Secret value = references.resolve(object, "headers", text);
            checkHeader(name, value.reveal());
            if (References.isReference(text)) {
                secrets.add(value);
            }
            headers.put(name, value);
        });
        try {
            return new HttpCall(
                    path.map(text -> Urls.resolve(base, text)).orElse(base),
                    object.choice("method", METHODS).orElse(defaultMethod),
                    headers.buildOrThrow(),
                    object.choice("format", FORMATS).orElse(BodyFormat.JSON),
                    object.node("body"),
                    object.node("row"));
        }
        catch (IllegalArgumentException e) {
            throw object.error(e.getMessage(), e);
        }
    }

    /// The client refuses some headers, and texts that would be more than one.
    private static void checkHeader(String name, String value)
    {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
        }
        catch (IllegalArgumentException _) {
            // whose message may have the value
            throw new IllegalArgumentException("header '%s' cannot be set, or not to this value".formatted(name));
        }
    }

    private Credentials credentials()
    {
        Optional<Fields> object = fields.object("credentials");
        if (object.isEmpty()) {
            return new Credentials.None();
        }
        Fields given = object.orElseThrow();
        String kind = given.choice("kind", Map.of("none", "none", "basic", "basic", "bearer", "bearer", "header", "header")).orElseThrow(() -> given.missing("kind"));
        Credentials credentials = switch (kind) {
            case "basic" -> new Credentials.Basic(references.resolve(given, "user", given.requiredText("user")), references.secret(given, "password"));
            case "bearer" -> new Credentials.Bearer(references.secret(given, "token"));
            case "header" -> new Credentials.Header(given.requiredText("name"), references.secret(given, "value"));
            default -> new Credentials.None();
        };
        given.end();
        credentials.headers().forEach((name, value) -> checkHeader(name, value.reveal()));
        return credentials;
    }

    private static KeyPool keyPool(Fields object, URI base)
    {
        String path = object.requiredText("path");
        KeyPool pool = new KeyPool(
                Urls.resolve(base, path),
                object.requiredText("count"),
                object.number("most", 1, MOST_KEYS).orElse(1),
                object.requiredPointer("at"));
        object.end();
        return pool;
    }

    private AnswerFormat answers()
    {
        Optional<Fields> object = fields.object("answers");
        if (object.isEmpty()) {
            return new AnswerFormat(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Fields given = object.orElseThrow();
        ImmutableList.Builder<AnswerRule> rules = ImmutableList.builder();
        for (Fields rule : given.objects("rules")) {
            rules.add(rule(rule));
        }
        Optional<RowResults> rows = given.object("rows").map(HttpTargetReader::rows);
        AnswerFormat answers = new AnswerFormat(rules.build(), rows, given.pointer("message"), given.pointer("receipt"));
        given.end();
        return answers;
    }

    private static AnswerRule rule(Fields rule)
    {
        List<String> statuses = rule.values("status");
        if (statuses.isEmpty()) {
            throw rule.missing("status");
        }
        try {
            AnswerRule read = new AnswerRule(
                    statuses.stream().map(StatusRange::parse).toList(),
                    condition(rule),
                    rule.choice("then", MEANINGS).orElseThrow(() -> rule.missing("then")));
            rule.end();
            return read;
        }
        catch (IllegalArgumentException e) {
            throw rule.error(e.getMessage(), e);
        }
    }

    /// @return empty if the object has none
    private static Optional<AnswerRule.Condition> condition(Fields object)
    {
        if (!object.has("at") && !object.has("equals")) {
            return Optional.empty();
        }
        List<String> values = object.values("equals");
        if (values.isEmpty()) {
            throw object.missing("equals");
        }
        return Optional.of(new AnswerRule.Condition(object.requiredPointer("at"), ImmutableSet.copyOf(values)));
    }

    private static RowResults rows(Fields object)
    {
        Optional<AnswerRule.Condition> accepted = object.object("accepted").map(given -> {
            AnswerRule.Condition condition = condition(given).orElseThrow(() -> given.missing("at"));
            given.end();
            return condition;
        });
        try {
            RowResults rows = new RowResults(object.requiredPointer("list"), object.pointer("index"), object.pointer("member"), accepted, object.pointer("message"));
            object.end();
            return rows;
        }
        catch (IllegalArgumentException e) {
            throw object.error(e.getMessage(), e);
        }
    }
}
