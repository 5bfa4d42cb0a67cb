package io.skein.worker.kernel;

import java.util.Locale;

/** Sizes as Trino writes them: {@code 1.50GB}. */
final class DataSizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final int STEP = 1024;

    private DataSizes() {}

    static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return value == Math.rint(value)
                ? (long) value + UNITS[unit]
                : String.format(Locale.ROOT, "%.2f%s", value, UNITS[unit]);
    }
}
