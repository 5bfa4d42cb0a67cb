package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Keeps writes that name files of their table from losing these to a rewrite that gives way, where both run in this process: such a rewrite does not commit
 * between the others' beginning and end, and what was planned before it is refused before it begins. Thread-safe.
 */
public final class RewriteGuard {
    private static final System.Logger LOG = System.getLogger(RewriteGuard.class.getName());

    private final Warehouse warehouse;
    private final CommitOrder order = new CommitOrder();
    // By the directory of each write, which no other has.
    private final Map<String, SchemaTableName> open = new ConcurrentHashMap<>();

    public RewriteGuard(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Runs a commit when it is its turn. */
    void commit(SchemaTableName table, Runnable commit) {
        order.run(table, commit);
    }

    /** Takes note of a write that will name files of the version. Fails with TRANSACTION_CONFLICT when these have been rewritten, and leaves nothing then. */
    WriteHandle begin(TableVersion version, WriteHandle write) {
        String directory = directory(write);
        try {
            commitUnlessRewritten(version, () -> open.put(directory, write.table()));
        } catch (RuntimeException refused) {
            discard(directory);
            throw refused;
        }
        return write;
    }

    /** Ends what has begun; of other writes, or once more, it is harmless. */
    void end(WriteHandle write) {
        open.remove(directory(write));
    }

    /** Whether a write of the table is under way that a rewrite has to give way to. */
    boolean isWritten(SchemaTableName table) {
        return open.containsValue(table);
    }

    /** Runs a commit that names files of the version. Fails with TRANSACTION_CONFLICT when these have been rewritten. */
    void commitUnlessRewritten(TableVersion version, Runnable commit) {
        order.run(version.handle().name(), () -> {
            requireNotRewritten(version);
            commit.run();
        });
    }

    private void requireNotRewritten(TableVersion read) {
        @Nullable Snapshot seen = read.table().currentSnapshot();
        Optional<TableVersion> latest = warehouse.find(read.handle().name());
        if (seen == null || latest.isEmpty() || latest.get().location().equals(read.location())) {
            return;
        }
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(latest.get().table())) {
            if (snapshot.snapshotId() == seen.snapshotId()) {
                return;
            }
            if (DataOperations.REPLACE.equals(snapshot.operation())) {
                throw new SkeinException(
                        StandardErrorCode.TRANSACTION_CONFLICT,
                        "Files of " + read + " were rewritten while the statement was planned");
            }
        }
    }

    private void discard(String directory) {
        try {
            warehouse.storage().deleteTree(directory);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "The directory " + directory + " is left", failure);
        }
    }

    private static String directory(WriteHandle write) {
        return ((WriteHandle.Files) write.target()).directory();
    }
}
