package io.skein.connector.iceberg.write;

import io.skein.spi.connector.SchemaTableName;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets the commits that this process makes of one table follow each other: writes that end at once would cost each other the few retries that a commit has.
 * Other processes' commits still race with them.
 */
final class CommitOrder {
    private static final int STRIPES = 64;

    private final List<Lock> stripes =
            Stream.<Lock>generate(ReentrantLock::new).limit(STRIPES).toList();

    void run(SchemaTableName table, Runnable commit) {
        Lock turn = stripes.get(Math.floorMod(table.hashCode(), STRIPES));
        turn.lock();
        try {
            commit.run();
        } finally {
            turn.unlock();
        }
    }
}
