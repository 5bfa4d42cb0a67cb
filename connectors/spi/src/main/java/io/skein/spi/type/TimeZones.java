package io.skein.spi.type;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time zones by the names that Trino takes: regions, offsets of at most 14 hours, and the many names of UTC. */
public final class TimeZones {
    public static final int MOST_OFFSET_MINUTES = 14 * 60;

    private static final int MINUTE = 60;
    private static final Set<String> UTC = Set.of(
            "UTC",
            "Etc/UTC",
            "GMT",
            "GMT0",
            "Etc/GMT",
            "Etc/GMT0",
            "UT",
            "Etc/UT",
            "UCT",
            "Etc/UCT",
            "Z",
            "Zulu",
            "Greenwich",
            "Universal",
            "Etc/Universal");
    private static final Set<String> REGIONS = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** An offset written behind a name of UTC; those of {@code Etc/GMT} count westward. */
    private static final Pattern PREFIXED =
            Pattern.compile("(Etc/GMT|Etc/UTC|Etc/UT|GMT|UTC|UT)([+-])(\\d{1,2})(?::(\\d{1,2}))?");

    private TimeZones() {}

    /** The zone of the name, UTC as an offset under all of its names; empty when there is none. */
    public static Optional<ZoneId> find(String name) {
        if (UTC.contains(name)) {
            return Optional.of(ZoneOffset.UTC);
        }
        Matcher prefixed = PREFIXED.matcher(name);
        if (prefixed.matches() && (!REGIONS.contains(name) || Integer.parseInt(prefixed.group(3)) == 0)) {
            return prefixed(prefixed);
        }
        if (REGIONS.contains(name)) {
            return Optional.of(ZoneId.of(name));
        }
        try {
            return ZoneId.of(name) instanceof ZoneOffset offset ? within(offset.getTotalSeconds()) : Optional.empty();
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** The name that Trino shows for a zone. */
    public static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static Optional<ZoneId> prefixed(Matcher matcher) {
        int minutes = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        int seconds = MINUTE * (Integer.parseInt(matcher.group(3)) * MINUTE + minutes);
        boolean west = matcher.group(2).equals("-") != matcher.group(1).equals("Etc/GMT");
        return minutes < MINUTE ? within(west ? -seconds : seconds) : Optional.empty();
    }

    private static Optional<ZoneId> within(int seconds) {
        boolean known = seconds % MINUTE == 0 && Math.abs(seconds) <= MOST_OFFSET_MINUTES * MINUTE;
        return known ? Optional.of(ZoneOffset.ofTotalSeconds(seconds)) : Optional.empty();
    }
}
