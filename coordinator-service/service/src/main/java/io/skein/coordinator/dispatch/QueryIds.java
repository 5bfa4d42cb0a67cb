package io.skein.coordinator.dispatch;

import io.skein.spi.id.QueryId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/**
 * Makes query ids in Trino's form {@code yyyyMMdd_HHmmss_nnnnn_xxxxx}: time in UTC, a counter, and five characters that tell coordinators apart.
 * The counter starts again every day, and after 99999.
 */
public final class QueryIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int MODULUS = 100_000;

    private final Clock clock;
    private final String coordinator;
    private long day;
    private int counter;

    public QueryIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        StringBuilder name = new StringBuilder(5);
        for (int i = 0; i < 5; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        this.coordinator = name.toString();
        this.day = clock.millis() / 86_400_000;
    }

    public synchronized QueryId next() {
        long today = clock.millis() / 86_400_000;
        if (today != day) {
            day = today;
            counter = 0;
        }
        String number = Integer.toString(MODULUS + counter).substring(1);
        counter = (counter + 1) % MODULUS;
        return new QueryId(TIME.format(clock.instant()) + "_" + number + "_" + coordinator);
    }
}
