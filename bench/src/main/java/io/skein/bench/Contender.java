package io.skein.bench;

/** An engine under measurement. */
interface Contender extends AutoCloseable {
    String name();

    /** Runs a statement, fetches every row, and answers how many there were. */
    long run(String sql) throws Exception;

    @Override
    void close() throws Exception;
}
