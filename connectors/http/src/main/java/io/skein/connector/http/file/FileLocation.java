package io.skein.connector.http.file;

import io.skein.connector.http.request.PercentEncoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of a table, as splits name it: it has no secrets, and another version of the file has another location.
 *
 * @param host for whoever reads it
 * @param inputs the values of the table's input columns
 */
record FileLocation(String host, Map<String, String> inputs, FileVersion version) {
    private static final String SCHEME = "http-file://";

    FileLocation {
        inputs = Map.copyOf(inputs);
    }

    String text() {
        StringBuilder text = new StringBuilder(SCHEME).append(host).append('#').append(version.text());
        new TreeMap<>(inputs)
                .forEach((column, value) -> text.append('&')
                        .append(PercentEncoding.of(column))
                        .append('=')
                        .append(PercentEncoding.of(value)));
        return text.toString();
    }

    static FileLocation parse(String text) {
        int fragment = text.indexOf('#');
        String[] parts = text.substring(fragment + 1).split("&");
        Map<String, String> inputs = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            inputs.put(decoded(parts[i].substring(0, equals)), decoded(parts[i].substring(equals + 1)));
        }
        return new FileLocation(text.substring(SCHEME.length(), fragment), inputs, new FileVersion(parts[0]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
