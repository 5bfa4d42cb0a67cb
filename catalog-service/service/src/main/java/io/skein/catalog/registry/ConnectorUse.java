package io.skein.catalog.registry;

import io.skein.spi.connector.Connector;
import java.util.Optional;

/** A connector and the number of its users; closed once it is retired and unused. */
final class ConnectorUse {
    private static final System.Logger LOG = System.getLogger(ConnectorUse.class.getName());

    private final String catalog;
    private final Connector connector;
    private int users;
    private boolean retired;

    ConnectorUse(String catalog, Connector connector) {
        this.catalog = catalog;
        this.connector = connector;
    }

    Connector connector() {
        return connector;
    }

    /** Empty when it has been retired meanwhile. */
    synchronized Optional<ConnectorLease> lease() {
        if (retired) {
            return Optional.empty();
        }
        users++;
        return Optional.of(new ConnectorLease(this));
    }

    void release() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            close();
        }
    }

    /** Lets no new user in. */
    void retire() {
        boolean unused;
        synchronized (this) {
            unused = !retired && users == 0;
            retired = true;
        }
        if (unused) {
            close();
        }
    }

    private void close() {
        try {
            connector.close();
        } catch (RuntimeException failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The connector of catalog " + catalog + " did not close well",
                    failure);
        }
    }
}
