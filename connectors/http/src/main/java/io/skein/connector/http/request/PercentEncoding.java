package io.skein.connector.http.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Values in URLs: everything but letters, digits and {@code -._~} is encoded, so that a value is never more than one. */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    public static String of(String value) {
        StringBuilder text = new StringBuilder();
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9'
                    || UNRESERVED.indexOf(character) >= 0;
            if (plain) {
                text.append(character);
            } else {
                text.append('%').append("%02X".formatted((int) character));
            }
        }
        return text.toString();
    }

    /** The URL with one more parameter. */
    public static URI with(URI url, String name, String value) {
        String text = url.toString();
        String separator = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(text + separator + of(name) + "=" + of(value));
    }

    /** The URL with this value of the parameter, whatever it had. */
    public static URI replacing(URI url, String name, String value) {
        String text = url.toString();
        if (url.getRawQuery() == null) {
            return with(url, name, value);
        }
        StringBuilder kept = new StringBuilder();
        for (String pair : url.getRawQuery().split("&")) {
            if (!pair.equals(of(name)) && !pair.startsWith(of(name) + "=")) {
                kept.append(kept.isEmpty() ? "?" : "&").append(pair);
            }
        }
        return with(URI.create(text.substring(0, text.indexOf('?')) + kept), name, value);
    }
}
