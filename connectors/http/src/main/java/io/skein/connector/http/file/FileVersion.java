package io.skein.connector.http.file;

import io.skein.connector.http.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Which version of a file a server has given, by its {@code ETag} or {@code Last-Modified}. One that says neither gives another version each time. */
record FileVersion(String text) {
    private static final String UNKNOWN = "once-";

    static FileVersion of(HttpResponse response) {
        return new FileVersion(response.header("ETag")
                .or(() -> response.header("Last-Modified"))
                .map(tag -> UUID.nameUUIDFromBytes(tag.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .orElseGet(() -> UNKNOWN + UUID.randomUUID()));
    }

    /** Whether the answer is of this version, as far as anybody can tell. */
    boolean matches(HttpResponse response) {
        return text.startsWith(UNKNOWN) || equals(of(response));
    }
}
