package io.skein.tests.fuzz;

import java.util.List;
import java.util.Random;

/** The dice of one statement. */
public final class Choice {
    private final Random random;

    public Choice(long seed) {
        random = new Random(seed);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From the first to the last number, both included. */
    public int number(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    public <T> T of(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    @SafeVarargs
    public final <T> T of(T... options) {
        return options[random.nextInt(options.length)];
    }
}
