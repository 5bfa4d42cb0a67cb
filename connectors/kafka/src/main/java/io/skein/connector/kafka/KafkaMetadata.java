package io.skein.connector.kafka;

import io.skein.connector.kafka.scan.ScanSettings;
import io.skein.connector.kafka.scan.TopicScan;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.InternalColumn;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.connector.kafka.table.TopicTables;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Schemas and tables, looked up anew each time; a table's handle holds its definition as it was found. */
record KafkaMetadata(TopicTables tables, ScanSettings settings) implements ConnectorMetadata {
    @Override
    public List<String> schemas() {
        return Stream.concat(
                        Stream.of(tables.settings().defaultSchema()),
                        tables.names().stream().map(SchemaTableName::schema))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        return tables.names().stream()
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .toList();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        return tables.find(name).map(table -> new TopicScan(table, OptionalLong.empty()).handle());
    }

    @Override
    public TableMetadata tableMetadata(TableHandle handle) {
        TopicTable table = TopicScan.of(handle).table();
        List<ColumnMetadata> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Stream.concat(table.key().fields().stream(), table.message().fields().stream())
                .forEach(field -> columns.add(column(field)));
        for (InternalColumn column : InternalColumn.values()) {
            columns.add(new ColumnMetadata(
                    new ColumnHandle(column.column(settings.prefix()), column.type(), OptionalInt.empty()),
                    true,
                    settings.hidden(),
                    Optional.of(column.comment())));
        }
        for (ColumnMetadata column : columns) {
            if (!names.add(column.name())) {
                throw new SkeinException(
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Table '" + table.name() + "' has the column '" + column.name()
                                + "' twice; internal columns can be given another kafka.internal-column-prefix");
            }
        }
        return new TableMetadata(handle.name(), columns, Map.of(), Optional.empty());
    }

    private static ColumnMetadata column(FieldDefinition field) {
        return new ColumnMetadata(
                new ColumnHandle(field.name(), field.type(), OptionalInt.empty()),
                true,
                field.hidden(),
                field.comment());
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return TableStatistics.UNKNOWN;
    }
}
