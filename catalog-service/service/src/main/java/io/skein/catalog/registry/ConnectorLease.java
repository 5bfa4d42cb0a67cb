package io.skein.catalog.registry;

import io.skein.spi.connector.Connector;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use a catalog's connector until closed; a reload in between does not touch it. */
public final class ConnectorLease implements AutoCloseable {
    private final ConnectorUse use;
    private final AtomicBoolean open = new AtomicBoolean(true);

    ConnectorLease(ConnectorUse use) {
        this.use = use;
    }

    public Connector connector() {
        return use.connector();
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            use.release();
        }
    }
}
