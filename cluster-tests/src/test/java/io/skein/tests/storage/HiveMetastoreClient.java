package io.skein.tests.storage;

import io.trino.hive.thrift.metastore.Database;
import io.trino.hive.thrift.metastore.FieldSchema;
import io.trino.hive.thrift.metastore.GetTableRequest;
import io.trino.hive.thrift.metastore.SerDeInfo;
import io.trino.hive.thrift.metastore.StorageDescriptor;
import io.trino.hive.thrift.metastore.Table;
import io.trino.hive.thrift.metastore.ThriftHiveMetastore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** The metastore as Hive itself talks to it. */
final class HiveMetastoreClient implements AutoCloseable {
    private static final int TIMEOUT_MILLISECONDS = 60_000;

    private final TSocket socket;
    private final ThriftHiveMetastore.Client client;

    HiveMetastoreClient(int port) throws TException {
        this.socket = new TSocket("127.0.0.1", port, TIMEOUT_MILLISECONDS);
        socket.open();
        this.client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
    }

    void createDatabase(String name) throws TException {
        client.createDatabase(new Database().setName(name).setParameters(Map.of()));
    }

    /** A table of Hive's own, in text files. */
    void createTextTable(String database, String name) throws TException {
        client.createTable(new Table()
                .setDbName(database)
                .setTableName(name)
                .setTableType("EXTERNAL_TABLE")
                .setParameters(new HashMap<>(Map.of("EXTERNAL", "TRUE")))
                .setPartitionKeys(List.of())
                .setSd(new StorageDescriptor()
                        .setCols(List.of(new FieldSchema("line", "string", "")))
                        .setInputFormat("org.apache.hadoop.mapred.TextInputFormat")
                        .setOutputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                        .setSerdeInfo(new SerDeInfo()
                                .setSerializationLib("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                                .setParameters(Map.of()))));
    }

    Table entry(String database, String name) throws TException {
        return client.getTableReq(new GetTableRequest(database, name)).getTable();
    }

    void dropTable(String database, String name) throws TException {
        client.dropTable(database, name, false);
    }

    @Override
    public void close() {
        socket.close();
    }
}
