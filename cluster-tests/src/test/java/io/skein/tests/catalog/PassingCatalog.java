package io.skein.tests.catalog;

import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A catalog that is made, changed and dropped again and again while queries use it. A query begins only while there is a catalog; then it may go. */
final class PassingCatalog {
    private final String name;
    private final String connector;
    private final String properties;
    private final String change;
    private final String setUp;
    private final String query;
    private final String answer;
    private final ReentrantReadWriteLock there = new ReentrantReadWriteLock(true);
    private final AtomicInteger cycles = new AtomicInteger();

    /**
     * @param change what ALTER sets; {@code %d} is another number each time
     * @param setUp run after the catalog has been made, if not empty
     */
    PassingCatalog(
            String name,
            String connector,
            String properties,
            String change,
            String setUp,
            String query,
            String answer) {
        this.name = name;
        this.connector = connector;
        this.properties = properties;
        this.change = change;
        this.setUp = setUp;
        this.query = query.replace("CATALOG", name);
        this.answer = answer;
    }

    String query() {
        return query;
    }

    String answer() {
        return answer;
    }

    ReentrantReadWriteLock.ReadLock isThere() {
        return there.readLock();
    }

    void create(SkeinServer server) {
        Jdbc.execute(server, "CREATE CATALOG " + name + " USING " + connector + " WITH (" + properties + ")");
        if (!setUp.isEmpty()) {
            Jdbc.execute(server, setUp.replace("CATALOG", name));
        }
    }

    /** Changes it, and makes it anew; queries that have begun go on meanwhile. */
    void cycle(SkeinServer server) {
        String alter =
                "ALTER CATALOG " + name + " SET PROPERTIES " + change.formatted(2 + cycles.getAndIncrement() % 7);
        if (setUp.isEmpty()) {
            Jdbc.execute(server, alter);
        }
        there.writeLock().lock();
        try {
            if (!setUp.isEmpty()) {
                // What such a catalog holds is gone with its version.
                Jdbc.execute(server, alter);
            }
            drop(server);
            create(server);
        } finally {
            there.writeLock().unlock();
        }
    }

    void drop(SkeinServer server) {
        Jdbc.execute(server, "DROP CATALOG " + name);
    }
}
