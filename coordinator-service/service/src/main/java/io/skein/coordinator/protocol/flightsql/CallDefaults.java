package io.skein.coordinator.protocol.flightsql;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;

/** What a call's headers say about the session: {@code catalog}, {@code schema}, {@code time_zone}, or Trino's own headers. */
record CallDefaults(
        Optional<String> catalog,
        Optional<String> schema,
        Optional<ZoneId> timeZone,
        Optional<String> source,
        Map<String, String> properties) {
    CallDefaults {
        properties = Map.copyOf(properties);
    }

    static CallDefaults of(CallHeaders headers) {
        return new CallDefaults(
                first(headers, "catalog", "x-trino-catalog"),
                first(headers, "schema", "x-trino-schema"),
                first(headers, "time_zone", "x-trino-time-zone").map(CallDefaults::zone),
                first(headers, "source", "x-trino-source"),
                properties(first(headers, "x-trino-session").orElse("")));
    }

    /** The user that a call without credentials names. */
    static Optional<String> user(CallHeaders headers) {
        return first(headers, "user", "x-trino-user", "username");
    }

    private static Optional<String> first(CallHeaders headers, String... names) {
        for (String name : names) {
            String value = headers.get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.trim());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new HashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                properties.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim());
            }
        }
        return properties;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw FlightErrors.invalid("Not a time zone: " + name);
        }
    }
}
