package dev.trinocrowd.export.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableMap;
import dev.trinocrowd.export.delivery.RowSchema;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// A kind of call that a platform takes.
public final class HttpCall
{
    private final URI uri;
    private final String method;
    private final Map<String, Secret> headers;
    private final BodyFormat format;
    private final Template body;
    private final Optional<Template> row;

    /// @param body what is sent, of format JSON; `{{rows}}` if it is empty
    /// @param row how each row is written; an object of all columns if it is empty
    /// @throws IllegalArgumentException for a template that cannot be read
    public HttpCall(URI uri, String method, Map<String, Secret> headers, BodyFormat format, Optional<JsonNode> body, Optional<JsonNode> row)
    {
        this.uri = requireNonNull(uri, "uri is null");
        this.method = requireNonNull(method, "method is null");
        this.headers = ImmutableMap.copyOf(headers);
        this.format = requireNonNull(format, "format is null");
        if (format == BodyFormat.NDJSON && body.isPresent()) {
            throw new IllegalArgumentException("a body of format ndjson is one row a line: expected a template 'row', found 'body'");
        }
        this.body = Template.parse(body.orElseGet(() -> new TextNode("{{rows}}")));
        this.row = row.map(Template::parse);
    }

    public URI uri()
    {
        return uri;
    }

    String method()
    {
        return method;
    }

    Map<String, Secret> headers()
    {
        return headers;
    }

    BodyFormat format()
    {
        return format;
    }

    Template body()
    {
        return body;
    }

    Optional<Template> row()
    {
        return row;
    }

    boolean carriesKey()
    {
        return names(Placeholder.Kind.KEY);
    }

    /// Whether the destination is told per row what to do with it.
    boolean carriesAction()
    {
        boolean isPerRow = format == BodyFormat.NDJSON || TemplateBinder.names(body, Placeholder.Kind.ROWS);
        return isPerRow
                ? row.map(template -> TemplateBinder.names(template, Placeholder.Kind.ACTION)).orElse(true)
                : TemplateBinder.names(body, Placeholder.Kind.ACTION);
    }

    private boolean names(Placeholder.Kind kind)
    {
        return TemplateBinder.names(body, kind) || row.map(template -> TemplateBinder.names(template, kind)).orElse(false);
    }

    /// The columns of which a call carries one value.
    List<String> shared(RowSchema schema)
    {
        return TemplateBinder.shared(body, schema);
    }

    /// Whether a call carries one action.
    boolean sharesAction()
    {
        return TemplateBinder.names(body, Placeholder.Kind.ACTION);
    }

    /// Whether a call carries one member.
    boolean isOfOneMember(RowSchema schema)
    {
        boolean[] found = new boolean[1];
        body.visit(placeholder -> found[0] |= placeholder.kind() == Placeholder.Kind.MEMBER
                || (placeholder.kind() == Placeholder.Kind.VALUE && placeholder.column().orElseThrow().equals(schema.member())));
        return found[0];
    }

    /// Without what may be secret: the path, the query and the headers.
    @Override
    public String toString()
    {
        return "%s %s://%s".formatted(method, uri.getScheme(), uri.getAuthority());
    }
}
