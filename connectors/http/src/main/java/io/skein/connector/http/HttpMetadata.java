package io.skein.connector.http;

import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.Definitions;
import io.skein.connector.http.table.TableDefinition;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the definitions say. */
record HttpMetadata(Definitions tables) implements ConnectorMetadata {
    @Override
    public List<String> schemas() {
        return tables.names().stream().map(SchemaTableName::schema).distinct().toList();
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        return tables.names().stream()
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .toList();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        return tables.find(name).map(known -> new TableHandle(name, new byte[0]));
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        TableDefinition definition = require(tables, table).table();
        return new TableMetadata(
                table.name(),
                definition.columns().stream().map(ColumnDefinition::metadata).toList(),
                Map.of(),
                definition.comment());
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return TableStatistics.UNKNOWN;
    }

    static Definitions.Known require(Definitions tables, TableHandle table) {
        return tables.find(table.name())
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "Table '" + table.name() + "' does not exist"));
    }
}
