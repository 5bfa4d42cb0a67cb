package io.skein.connector.iceberg;

import static io.skein.connector.iceberg.Lake.bounds;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.testkit.WriteContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class IcebergContractTest extends WriteContract {
    @TempDir
    private Path directory;

    @Override
    protected Connector connect() {
        Lake lake = new Lake(directory).withSchema();
        lake.create("sample", Map.of(), "id bigint", "name varchar");
        lake.insert("sample", 3, Map.of("id", bounds("1", "3")), Map.of("id", bounds("4", "6")));
        return lake.connector;
    }

    @Override
    protected SchemaTableName sample() {
        return Lake.name("sample");
    }
}
