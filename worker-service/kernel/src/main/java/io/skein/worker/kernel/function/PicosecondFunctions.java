package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.INTEGER;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and timestamps of ten to twelve digits. No kernel type has them; they are held as text of that many digits, which compares as they do. */
final class PicosecondFunctions {
    private static final Pattern FRACTION = Pattern.compile("(.*\\d:\\d{1,2}:\\d{1,2})\\.(\\d{1,12})\\s*");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int DIGITS = 12;
    private static final long PICOS = 1_000_000_000_000L;

    private PicosecondFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of("skein_picoseconds", TEXT, row -> rounded(row.text(0), row.integer(1)), TEXT, INTEGER),
                JavaFunction.of(
                        "skein_picosecond_time", TEXT, row -> time(row.text(0), row.integer(1)), TEXT, INTEGER));
    }

    private static String time(String text, int digits) {
        String date = "2000-01-01 ";
        return rounded(date + text.strip(), digits).substring(date.length());
    }

    /** The timestamp's text with exactly so many digits, rounded half up. */
    private static String rounded(String text, int digits) {
        Matcher matcher = FRACTION.matcher(text);
        String seconds = matcher.matches() ? matcher.group(1) : text;
        String fraction = matcher.matches() ? matcher.group(2) : "0";
        long picos = Long.parseLong(fraction + "0".repeat(DIGITS - fraction.length()));
        long unit = (long) Math.pow(10, DIGITS - digits);
        long rounded = (picos + unit / 2) / unit * unit;
        LocalDateTime whole = TemporalTextFunctions.seconds(seconds).plusSeconds(rounded / PICOS);
        return SECONDS.format(whole) + "." + "%012d".formatted(rounded % PICOS).substring(0, digits);
    }
}
