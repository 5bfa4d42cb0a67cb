package io.skein.connector.postgresql;

import io.skein.connector.sql.client.RemoteSession;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import java.util.List;

/** Splits of one snapshot, which the server forgets with the session that has it. */
record SnapshotSplits(SplitSource splits, RemoteSession session, Runnable onClose) implements SplitSource {
    @Override
    public List<Split> next(int maximum) {
        return splits.next(maximum);
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void close() {
        session.close();
        onClose.run();
    }
}
