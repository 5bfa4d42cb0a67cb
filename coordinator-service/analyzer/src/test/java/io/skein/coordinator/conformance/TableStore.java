package io.skein.coordinator.conformance;

import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/** Loads each table into the kernel once, with all its columns by name. */
final class TableStore {
    private final DuckDBConnection connection;
    private final LocalCatalogs catalogs;
    private final BufferAllocator allocator;
    private final Map<TableReference, String> loaded = new HashMap<>();

    TableStore(DuckDBConnection connection, LocalCatalogs catalogs, BufferAllocator allocator) {
        this.connection = connection;
        this.catalogs = catalogs;
        this.allocator = allocator;
    }

    /** The kernel table that holds it. */
    String table(TableReference table) throws SQLException {
        String name = loaded.get(table);
        if (name == null) {
            name = "table_" + loaded.size();
            load(table, name);
            loaded.put(table, name);
        }
        return name;
    }

    private void load(TableReference table, String name) throws SQLException {
        Connector connector = catalogs.connector(table.catalog());
        List<ColumnHandle> columns = connector.metadata().tableMetadata(table.handle()).columns().stream()
                .map(ColumnMetadata::handle)
                .toList();
        boolean created = false;
        try (SplitSource splits = connector.splitManager().splits(table.handle(), columns, Constraint.ALL);
                Statement statement = connection.createStatement()) {
            for (List<Split> batch = splits.next(10); !batch.isEmpty(); batch = splits.next(10)) {
                for (Split split : batch) {
                    PageSource source = connector
                            .pageSourceProvider()
                            .orElseThrow()
                            .open((Split.PageSplit) split, columns, allocator);
                    try (Reader reader = new Reader(source, allocator);
                            ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
                        Data.exportArrayStream(allocator, reader, stream);
                        connection.registerArrowStream("incoming", stream);
                        statement.execute((created ? "INSERT INTO " + name : "CREATE TABLE " + name + " AS")
                                + " SELECT * FROM incoming");
                        created = true;
                    }
                }
            }
        }
    }

    private static final class Reader extends ArrowReader {
        private final PageSource source;
        private boolean started;

        Reader(PageSource source, BufferAllocator allocator) {
            super(allocator);
            this.source = source;
        }

        @Override
        public boolean loadNextBatch() {
            if (started) {
                source.root().clear();
            }
            started = true;
            return source.next();
        }

        @Override
        public VectorSchemaRoot getVectorSchemaRoot() {
            return source.root();
        }

        @Override
        protected Schema readSchema() {
            return source.root().getSchema();
        }

        @Override
        public long bytesRead() {
            return source.bytesRead();
        }

        @Override
        public void close() {
            source.close();
        }

        @Override
        protected void closeReadSource() {}
    }
}
