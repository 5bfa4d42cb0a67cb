package io.skein.connector.iceberg.hive;

import io.skein.spi.error.SkeinException;
import io.trino.hive.thrift.metastore.ThriftHiveMetastore;
import java.net.URI;
import java.util.stream.Collectors;
import org.apache.iceberg.ClientPoolImpl;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/** Open connections to a metastore: to the first of its addresses that answers. */
final class MetastoreConnections extends ClientPoolImpl<ThriftHiveMetastore.Client, TException> {
    private static final int CONNECTIONS = 4;

    private final HiveSettings settings;

    MetastoreConnections(HiveSettings settings) {
        super(CONNECTIONS, TTransportException.class, true);
        this.settings = settings;
    }

    @Override
    protected ThriftHiveMetastore.Client newClient() {
        @Nullable TTransportException last = null;
        for (URI uri : settings.uris()) {
            try {
                TSocket socket = new TSocket(
                        TConfiguration.DEFAULT,
                        uri.getHost(),
                        uri.getPort(),
                        Math.toIntExact(settings.readTimeout().toMillis()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                socket.open();
                return new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
            } catch (TTransportException unreachable) {
                last = unreachable;
            }
        }
        throw unreachable(last);
    }

    private SkeinException unreachable(@Nullable TTransportException last) {
        String addresses = settings.uris().stream()
                .map(uri -> uri.getHost() + ":" + uri.getPort())
                .collect(Collectors.joining(", "));
        String message = "Failed connecting to Hive metastore: [" + addresses + "]";
        return last == null
                ? HiveErrorCode.HIVE_METASTORE_ERROR.error(message)
                : HiveErrorCode.HIVE_METASTORE_ERROR.because(message, last);
    }

    @Override
    protected ThriftHiveMetastore.Client reconnect(ThriftHiveMetastore.Client client) {
        close(client);
        return newClient();
    }

    @Override
    protected void close(ThriftHiveMetastore.Client client) {
        client.getInputProtocol().getTransport().close();
    }
}
