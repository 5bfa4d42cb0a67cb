package io.skein.connector.iceberg.table;

/** Repeats changes that have lost a race, where the library does not do so itself. */
public final class Attempts {
    private static final int MOST = 5;

    private Attempts() {}

    /**
     * Makes a change of the table as it is then.
     *
     * @param lost what the change throws when it has lost and nothing has happened
     */
    public static void repeat(Class<? extends RuntimeException> lost, Runnable change) {
        for (int attempt = 1; ; attempt++) {
            try {
                change.run();
                return;
            } catch (RuntimeException failure) {
                if (attempt == MOST || !lost.isInstance(failure)) {
                    throw failure;
                }
            }
        }
    }
}
