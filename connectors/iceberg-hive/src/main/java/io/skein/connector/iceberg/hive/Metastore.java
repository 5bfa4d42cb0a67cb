package io.skein.connector.iceberg.hive;

import io.skein.spi.error.SkeinException;
import io.trino.hive.thrift.metastore.Database;
import io.trino.hive.thrift.metastore.GetTableRequest;
import io.trino.hive.thrift.metastore.GetTablesRequest;
import io.trino.hive.thrift.metastore.NoSuchObjectException;
import io.trino.hive.thrift.metastore.Table;
import io.trino.hive.thrift.metastore.ThriftHiveMetastore;
import io.trino.hive.thrift.metastore.UnknownDBException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.thrift.TException;

/** A Hive metastore: what it is asked and told. Questions use kept connections and are asked again when one broke. Thread-safe. */
final class Metastore implements AutoCloseable {
    private static final int ENTRIES_AT_ONCE = 500;

    private final HiveSettings settings;
    private final MetastoreConnections connections;

    Metastore(HiveSettings settings) {
        this.settings = settings;
        this.connections = new MetastoreConnections(settings);
    }

    /** What is said over a connection. */
    interface Call<R> {
        R make(ThriftHiveMetastore.Client client) throws TException;
    }

    List<String> databases() {
        return asking(ThriftHiveMetastore.Client::getAllDatabases);
    }

    Optional<Database> database(String name) {
        return asking(client -> {
            try {
                return Optional.of(client.getDatabase(name));
            } catch (NoSuchObjectException missing) {
                return Optional.empty();
            }
        });
    }

    /** A table or view of any kind. */
    Optional<Table> entry(String database, String name) {
        return asking(client -> {
            try {
                return Optional.of(
                        client.getTableReq(new GetTableRequest(database, name)).getTable());
            } catch (NoSuchObjectException missing) {
                return Optional.empty();
            }
        });
    }

    /** All tables and views of a database; none of one that is not there. */
    List<Table> entries(String database) {
        return asking(client -> {
            try {
                List<String> names = client.getAllTables(database);
                List<Table> entries = new ArrayList<>();
                for (int first = 0; first < names.size(); first += ENTRIES_AT_ONCE) {
                    GetTablesRequest some = new GetTablesRequest(database)
                            .setTblNames(names.subList(first, Math.min(names.size(), first + ENTRIES_AT_ONCE)));
                    entries.addAll(client.getTableObjectsByNameReq(some).getTables());
                }
                return entries;
            } catch (UnknownDBException missing) {
                return List.of();
            }
        });
    }

    private <R> R asking(Call<R> call) {
        try {
            return connections.run(call::make, true);
        } catch (TException failure) {
            throw failed(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed(stopped);
        }
    }

    /** Makes a change, once and over a connection of its own: when that breaks, nobody can tell whether the change was made. */
    <R> R changing(Call<R> call) throws TException {
        ThriftHiveMetastore.Client client = connections.newClient();
        try {
            return call.make(client);
        } finally {
            connections.close(client);
        }
    }

    SkeinException failed(Exception failure) {
        return HiveErrorCode.HIVE_METASTORE_ERROR.because("The Hive metastore " + settings + " failed", failure);
    }

    @Override
    public void close() {
        connections.close();
    }
}
