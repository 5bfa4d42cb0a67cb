package io.skein.coordinator.explain;

import java.time.Duration;
import java.util.Locale;

/** Rows, bytes and times for people to read. */
final class Amounts {
    private static final double THOUSAND = 1000;

    private Amounts() {}

    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + "B" : String.format(Locale.ENGLISH, "%.2f%s", value, units[unit]);
    }

    static String duration(Duration wall) {
        double millis = wall.toNanos() / 1e6;
        return millis < THOUSAND
                ? String.format(Locale.ENGLISH, "%.2fms", millis)
                : String.format(Locale.ENGLISH, "%.2fs", millis / THOUSAND);
    }
}
