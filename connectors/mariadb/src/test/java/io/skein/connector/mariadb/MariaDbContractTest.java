package io.skein.connector.mariadb;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.testkit.WriteContract;
import java.util.Map;

class MariaDbContractTest extends WriteContract {
    private String database = "";

    @Override
    protected Connector connect() {
        LocalMariaDb server = LocalMariaDb.shared();
        database = server.database();
        server.run("DROP DATABASE IF EXISTS contract; USE " + database
                + "; CREATE TABLE sample (id bigint PRIMARY KEY, name varchar(20), price decimal(10,2), at timestamp(3));"
                + "INSERT INTO sample SELECT seq, concat('name ', seq), seq / 4.0, '2020-01-01' + INTERVAL seq DAY FROM seq_1_to_1000;"
                + "ANALYZE TABLE sample");
        return server.connect(Map.of());
    }

    @Override
    protected SchemaTableName sample() {
        return new SchemaTableName(database, "sample");
    }
}
