package io.skein.connector.postgresql;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.testkit.WriteContract;
import java.util.Map;

class PostgresContractTest extends WriteContract {
    @Override
    protected Connector connect() {
        LocalPostgres server = LocalPostgres.shared();
        String database = server.database();
        server.run(
                database,
                "CREATE TABLE sample (id bigint, name varchar(20), price numeric(10,2), tags text[], at timestamptz);"
                        + "INSERT INTO sample SELECT n, 'name ' || n, n / 4.0, ARRAY['a', NULL, n::text], '2020-01-01Z'::timestamptz + n * interval '1 day'"
                        + " FROM generate_series(1, 1000) AS n; ANALYZE sample");
        return server.connect(database, Map.of());
    }

    @Override
    protected SchemaTableName sample() {
        return new SchemaTableName("public", "sample");
    }
}
