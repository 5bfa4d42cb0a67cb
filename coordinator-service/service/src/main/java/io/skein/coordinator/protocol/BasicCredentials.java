package io.skein.coordinator.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an {@code Authorization: Basic} header holds. */
public record BasicCredentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /** Empty unless the header is a well-formed Basic one. */
    public static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String text = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
