package io.skein.cli;

import java.util.Locale;

/** Numbers for people. */
final class Counts {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Counts() {}

    /** {@code 1 row}, {@code 2 rows}. */
    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 1.5M} for counts. */
    static String shortened(long count) {
        if (count < 1000) {
            return Long.toString(count);
        }
        double value = count;
        String letters = "kMGT";
        int i = -1;
        while (value >= 1000 && i < letters.length() - 1) {
            value /= 1000;
            i++;
        }
        return String.format(Locale.ENGLISH, "%.1f%c", value, letters.charAt(i));
    }

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ENGLISH, "%.1f %s", value, UNITS[unit]);
    }

    static String seconds(long millis) {
        return millis < 60_000
                ? String.format(Locale.ENGLISH, "%.2f s", millis / 1000.0)
                : String.format(Locale.ENGLISH, "%d:%02d min", millis / 60_000, millis / 1000 % 60);
    }
}
