package io.skein.connector.memory;

import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the store. */
record MemoryMetadata(MemoryStore store) implements ConnectorMetadata {
    @Override
    public List<String> schemas() {
        return store.schemas();
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        return store.tables().stream()
                .map(table -> table.metadata().name())
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .toList();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        return store.find(name).map(Handles::of);
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return store.get(Handles.id(table), table.name()).metadata();
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return new TableStatistics(
                OptionalDouble.of(store.get(Handles.id(table), table.name()).rows()), Map.of());
    }
}
