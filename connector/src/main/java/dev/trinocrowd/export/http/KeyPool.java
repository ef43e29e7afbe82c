package dev.trinocrowd.export.http;

import com.fasterxml.jackson.core.JsonPointer;

import java.net.URI;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/// Where a platform issues idempotency keys, for those that take no others.
///
/// @param uri without the parameter that says how many
/// @param count the name of this parameter
/// @param most how many keys it gives at once
/// @param at where the answer has the list of them
public record KeyPool(URI uri, String count, int most, JsonPointer at)
{
    public KeyPool
    {
        requireNonNull(uri, "uri is null");
        requireNonNull(count, "count is null");
        checkArgument(most > 0, "the number of keys must be positive, found %s", most);
        requireNonNull(at, "at is null");
    }

    URI uri(int keys)
    {
        return URI.create(uri + (uri.getQuery() == null ? "?" : "&") + count + "=" + keys);
    }
}
