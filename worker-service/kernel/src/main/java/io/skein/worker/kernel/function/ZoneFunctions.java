package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BIGINT;
import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import io.skein.spi.type.TimeZones;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Time zones by their rules in Java, which are the ones Trino has. */
final class ZoneFunctions {
    private static final int MICROS = 1_000_000;
    private static final int MOST_ZONES = 4096;
    private static final Map<String, ZoneId> ZONES = new ConcurrentHashMap<>();

    private ZoneFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_offset_at", BIGINT, row -> offsetAt(row.bigint(0), row.text(1)), BIGINT, TEXT),
                JavaFunction.of(
                        "skein_local_offset_at",
                        BIGINT,
                        row -> localOffsetAt(row.bigint(0), row.text(1)),
                        BIGINT,
                        TEXT),
                JavaFunction.of("skein_zone_minutes", INTEGER, row -> zoneMinutes(row.bigint(0)), BIGINT),
                JavaFunction.of(
                        "skein_offset_zone", TEXT, row -> TimeZones.name(zoneOfMinutes(row.integer(0))), INTEGER),
                JavaFunction.of("skein_offset_text", TEXT, row -> offsetText(row.integer(0)), INTEGER),
                JavaFunction.of("skein_zone", TEXT, row -> name(zone(row.text(0))), TEXT));
    }

    static ZoneId zone(String name) {
        ZoneId known = ZONES.get(name);
        if (known != null) {
            return known;
        }
        ZoneId zone = TimeZones.find(name)
                .orElseThrow(() -> Failures.invalidArgument("'" + name + "' is not a valid time zone"));
        if (ZONES.size() < MOST_ZONES) {
            ZONES.put(name, zone);
        }
        return zone;
    }

    static String name(ZoneId zone) {
        return TimeZones.name(zone);
    }

    private static Object offsetAt(long epochMicros, String zone) {
        return zone.equals("UTC")
                ? 0L
                : (long) zone(zone)
                        .getRules()
                        .getOffset(Instant.ofEpochSecond(Math.floorDiv(epochMicros, MICROS)))
                        .getTotalSeconds();
    }

    private static Object localOffsetAt(long localMicros, String zone) {
        if (zone.equals("UTC")) {
            return 0L;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(localMicros, MICROS), 0, ZoneOffset.UTC);
        long instant = local.atZone(zone(zone)).toEpochSecond();
        return local.toEpochSecond(ZoneOffset.UTC) - instant;
    }

    private static Object zoneMinutes(long minutes) {
        if (Math.abs(minutes) > TimeZones.MOST_OFFSET_MINUTES) {
            throw Failures.invalidArgument("Invalid offset minutes " + minutes);
        }
        return (int) minutes;
    }

    private static ZoneOffset zoneOfMinutes(int minutes) {
        return ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    static String offsetText(int minutes) {
        return minutes == 0 ? "+00:00" : zoneOfMinutes(minutes).getId();
    }
}
