package io.skein.coordinator.function;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The statement's time zone and its now(). */
public record SessionClock(ZoneId zone, Instant start) {
    public static final SessionClock UTC = new SessionClock(ZoneOffset.UTC, Instant.EPOCH);

    /** The zone as Trino names it. */
    public String zoneName() {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }
}
