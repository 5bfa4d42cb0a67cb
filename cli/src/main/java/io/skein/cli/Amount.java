package io.skein.cli;

/** Numbers for people: three digits and a unit. */
final class Amount {
    private Amount() {}

    static String count(long value) {
        return scaled(value, 1000, new String[] {"", "K", "M", "B", "T"});
    }

    static String bytes(long value) {
        return scaled(value, 1024, new String[] {"B", "kB", "MB", "GB", "TB"});
    }

    private static String scaled(long value, int step, String[] units) {
        double rest = value;
        int unit = 0;
        while (rest >= step && unit < units.length - 1) {
            rest /= step;
            unit++;
        }
        if (unit == 0) {
            return value + units[0];
        }
        return (rest < 10 ? "%.2f%s" : rest < 100 ? "%.1f%s" : "%.0f%s").formatted(rest, units[unit]);
    }
}
