package io.skein.connector.http.table;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with places for values, {@code https://host/users/{id}}. They are in its path or query, so that no value decides who is asked.
 *
 * @param origin the scheme, host and port
 */
public record UrlTemplate(String text, Origin origin, List<String> placeholders) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    public UrlTemplate {
        placeholders = List.copyOf(placeholders);
    }

    /** Fails with an {@link IllegalArgumentException} whose message goes on after "the url". */
    static UrlTemplate parse(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        List<String> placeholders = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.start() < pathStart(text)) {
                throw new IllegalArgumentException("has a placeholder outside of its path and query");
            }
            placeholders.add(matcher.group(1));
        }
        URI uri;
        try {
            uri = URI.create(PLACEHOLDER.matcher(text).replaceAll("x"));
        } catch (IllegalArgumentException e) {
            // Its own message has the text, which may hold secrets.
            throw new IllegalArgumentException("cannot be read");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ENGLISH);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException("is not an absolute http or https URL with a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("has a user and password; send them in a header");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment, which no server sees");
        }
        return new UrlTemplate(text, Origin.of(uri), placeholders);
    }

    private static int pathStart(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return text.length();
        }
        for (int i = scheme + 3; i < text.length(); i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    /** The URL with these values, which are encoded already. */
    public URI expand(Map<String, String> values) {
        return URI.create(PLACEHOLDER
                .matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)), place.group(1)))));
    }
}
