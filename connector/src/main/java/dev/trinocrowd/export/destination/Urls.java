package dev.trinocrowd.export.destination;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which URLs a destination may have.
final class Urls
{
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private Urls()
    {}

    /// @param isSecret whether the text is not to be shown
    /// @throws DestinationsException unless it is https, or http to this machine itself
    static URI parse(Fields fields, String name, String text, boolean isSecret)
    {
        String shown = isSecret ? "" : ", found " + text;
        URI uri;
        try {
            uri = new URI(text);
        }
        catch (URISyntaxException _) {
            // whose message and cause have the text
            throw new DestinationsException("%s: '%s' is not a URL%s".formatted(fields.place(), name, shown));
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new DestinationsException("%s: '%s' must be a URL with scheme and host%s".formatted(fields.place(), name, shown));
        }
        if (uri.getRawUserInfo() != null) {
            throw new DestinationsException("%s: '%s' must not have a user, which belongs into 'credentials'".formatted(fields.place(), name));
        }
        if (uri.getRawFragment() != null) {
            throw new DestinationsException("%s: '%s' must not have a fragment%s".formatted(fields.place(), name, shown));
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isLoopback = LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback)) {
            throw new DestinationsException("%s: '%s' must be https, or http on 127.0.0.1%s".formatted(fields.place(), name, shown));
        }
        return uri;
    }

    /// @param path of the profile, from its first slash
    static URI resolve(URI base, String path)
    {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) + path : text + path);
    }
}
