package io.skein.coordinator.protocol.trino;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.session.Session;
import io.skein.rpc.Caller;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a session from a request's headers. */
final class RequestSession {
    /** SET TIME ZONE travels as a session property. */
    static final String TIME_ZONE_PROPERTY = "time_zone_id";

    private final HttpHeaders headers;

    RequestSession(HttpHeaders headers) {
        this.headers = headers;
    }

    /**
     * The session of a caller.
     *
     * @throws BadRequest for a malformed header
     */
    Session read(Caller caller) {
        if (text(TrinoHeaders.SCHEMA).isPresent() && text(TrinoHeaders.CATALOG).isEmpty()) {
            throw new BadRequest("Schema is set but catalog is not");
        }
        pairs(TrinoHeaders.ROLE);
        pairs(TrinoHeaders.EXTRA_CREDENTIAL);
        pairs(TrinoHeaders.RESOURCE_ESTIMATE);
        Map<String, String> properties = pairs(TrinoHeaders.SESSION);
        // SET TIME ZONE LOCAL travels as an empty value: the client's own zone.
        Optional<String> forcedZone =
                Optional.ofNullable(properties.remove(TIME_ZONE_PROPERTY)).filter(zone -> !zone.isEmpty());
        return new Session(
                caller.user(),
                caller.groups(),
                text(TrinoHeaders.SOURCE),
                text(TrinoHeaders.CATALOG),
                text(TrinoHeaders.SCHEMA),
                zone(forcedZone.or(() -> text(TrinoHeaders.TIME_ZONE))),
                text(TrinoHeaders.LANGUAGE).map(Locale::forLanguageTag).orElse(Locale.ENGLISH),
                items(TrinoHeaders.CLIENT_TAGS),
                items(TrinoHeaders.CLIENT_CAPABILITIES),
                text(TrinoHeaders.TRACE_TOKEN),
                text(TrinoHeaders.CLIENT_INFO),
                properties,
                pairs(TrinoHeaders.PREPARED_STATEMENT),
                transaction(),
                text(TrinoHeaders.PATH),
                text(TrinoHeaders.ORIGINAL_USER).orElse(caller.user()));
    }

    private ClientTransaction transaction() {
        return text(TrinoHeaders.TRANSACTION_ID)
                .map(id -> id.equalsIgnoreCase("NONE") ? new ClientTransaction.None() : new ClientTransaction.Open(id))
                .orElse(new ClientTransaction.Unsupported());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(headers.getHeaderString(name))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    private static ZoneId zone(Optional<String> name) {
        try {
            return name.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            throw new BadRequest("Invalid " + TrinoHeaders.TIME_ZONE + " header: " + name.orElse(""));
        }
    }

    private Set<String> items(String name) {
        Set<String> items = new LinkedHashSet<>();
        for (String line : lines(name)) {
            for (String item : line.split(",")) {
                if (!item.isBlank()) {
                    items.add(item.trim());
                }
            }
        }
        return items;
    }

    /** {@code name=value,...}, both URL-encoded. */
    private Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String item : items(name)) {
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw new BadRequest("Invalid " + name + " header");
            }
            pairs.put(decoded(name, item.substring(0, equals)), decoded(name, item.substring(equals + 1)));
        }
        return pairs;
    }

    private List<String> lines(String name) {
        List<String> lines = headers.getRequestHeader(name);
        return lines == null ? List.of() : lines;
    }

    private static String decoded(String name, String text) {
        try {
            return URLDecoder.decode(text.trim(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("Invalid " + name + " header: " + malformed.getMessage());
        }
    }
}
