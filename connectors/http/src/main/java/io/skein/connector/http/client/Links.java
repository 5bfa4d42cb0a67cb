package io.skein.connector.http.client;

import io.skein.connector.http.table.Origin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs that servers answer with. */
public final class Links {
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=\"]+(?:=(?:\"[^\"]*\"|[^,;\"]*))?)*)");
    private static final Pattern NEXT = Pattern.compile(
            ";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\s*(?:;|$))", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /** Empty for what is no URL. */
    public static Optional<URI> resolve(URI base, String link) {
        try {
            String target = link.trim();
            // The JDK takes a query alone for one of the directory.
            URI resolved = base.resolve(target.startsWith("?") ? base.getRawPath() + target : target);
            return resolved.isAbsolute() && resolved.getHost() != null ? Optional.of(resolved) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The target of the link with {@code rel="next"} among the values of {@code Link} headers. */
    public static Optional<String> next(List<String> headers) {
        for (String header : headers) {
            Matcher links = LINK.matcher(header);
            while (links.find()) {
                if (NEXT.matcher(links.group(2)).find()) {
                    return Optional.of(links.group(1));
                }
            }
        }
        return Optional.empty();
    }

    static boolean sameOrigin(URI url, Origin origin) {
        return Origin.of(url).equals(origin);
    }
}
