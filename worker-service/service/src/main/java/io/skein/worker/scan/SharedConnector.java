package io.skein.worker.scan;

import io.skein.spi.connector.Connector;
import org.jspecify.annotations.Nullable;

/** A connector with several users; once retired it is closed by the last of them. */
public final class SharedConnector {
    private final Connector connector;
    private int users;
    private boolean retired;

    SharedConnector(Connector connector) {
        this.connector = connector;
    }

    /** The right to use the connector until closed. */
    public final class Lease implements AutoCloseable {
        private boolean open = true;

        public Connector connector() {
            return connector;
        }

        @Override
        public void close() {
            synchronized (SharedConnector.this) {
                if (!open) {
                    return;
                }
                open = false;
                users--;
                closeIfUnused();
            }
        }
    }

    /** Null when retired. */
    synchronized @Nullable Lease lease() {
        if (retired) {
            return null;
        }
        users++;
        return new Lease();
    }

    synchronized void retire() {
        if (!retired) {
            retired = true;
            closeIfUnused();
        }
    }

    private void closeIfUnused() {
        if (retired && users == 0) {
            connector.close();
        }
    }
}
