package io.skein.connector.http.client;

import io.skein.connector.http.table.Origin;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts may be asked.
 *
 * @param allowed names, or {@code *.example.com} for all below one; none: a table's URL may have any host, and what it leads to must be on the same
 */
public record HostPolicy(List<String> allowed) {
    private static final String BELOW = "*.";

    public HostPolicy {
        allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ENGLISH)).toList();
    }

    /** Why the URL is not to be asked, if so; for the user. */
    Optional<String> refusal(URI url, Origin table) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ENGLISH);
        if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null) {
            return Optional.of("which is no http or https URL");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("which has a user and password");
        }
        if (table.scheme().equals("https") && scheme.equals("http")) {
            return Optional.of("which is not encrypted as the table's URL is");
        }
        String host = url.getHost().toLowerCase(Locale.ENGLISH);
        boolean fine = allowed.isEmpty()
                ? host.equals(table.host())
                : allowed.stream().anyMatch(pattern -> matches(pattern, host));
        return fine ? Optional.empty() : Optional.of("whose host is not among 'http.allowed-hosts'");
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith(BELOW) ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }
}
