package io.skein.catalog.registry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A catalog's properties as they may be shown: without the secrets. */
final class MaskedProperties {
    static final String MASK = "***";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:[A-Za-z_][A-Za-z0-9_]*}");
    /** Beyond what connectors declare, lest one is forgotten. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:password|passphrase|secret|token|credentials?|(?:secret|private|api)-key)");

    private static final Pattern USER_INFORMATION = Pattern.compile("://[^/?#@\\s]*@");
    private static final Pattern URL_SECRET =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|passphrase|secret|token)[^=&;]*=)[^&;]*");

    private MaskedProperties() {}

    /**
     * A reference to the environment tells no secret, and stays.
     *
     * @param secrets keys that the connector declares to be secret
     */
    static Map<String, String> of(Map<String, String> written, Set<String> secrets) {
        Map<String, String> masked = new TreeMap<>();
        written.forEach((key, value) -> masked.put(
                key,
                secrets.contains(key) || SECRET_NAME.matcher(key).matches() ? secret(value) : withoutLogin(value)));
        return masked;
    }

    /** Where nobody knows which keys are secret. */
    static Map<String, String> all(Map<String, String> written) {
        return of(written, written.keySet());
    }

    private static String secret(String value) {
        return REFERENCE.matcher(value).matches() ? value : MASK;
    }

    private static String withoutLogin(String value) {
        String anonymous = USER_INFORMATION.matcher(value).replaceAll("://" + MASK + "@");
        return URL_SECRET.matcher(anonymous).replaceAll("$1" + MASK.replace("$", "\\$"));
    }
}
