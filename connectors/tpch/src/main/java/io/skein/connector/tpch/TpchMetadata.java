package io.skein.connector.tpch;

import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.trino.tpch.TpchTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Eight tables in each schema. */
final class TpchMetadata implements ConnectorMetadata {
    private final TpchShape shape;
    private final TpchStatistics statistics;

    TpchMetadata(TpchShape shape, TpchStatistics statistics) {
        this.shape = shape;
        this.statistics = statistics;
    }

    @Override
    public List<String> schemas() {
        return ScaleFactor.SCHEMAS;
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        List<String> schemas = schema.map(List::of).orElse(ScaleFactor.SCHEMAS);
        return schemas.stream()
                .filter(name -> ScaleFactor.of(name).isPresent())
                .flatMap(name ->
                        TpchTable.getTables().stream().map(table -> new SchemaTableName(name, table.getTableName())))
                .toList();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        boolean there = ScaleFactor.of(name.schema()).isPresent()
                && TpchTable.getTables().stream()
                        .anyMatch(table -> table.getTableName().equals(name.table()));
        return there ? Optional.of(new TableHandle(name, new byte[0])) : Optional.empty();
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return new TableMetadata(
                table.name(), shape.columns(TpchTable.getTable(table.name().table())), Map.of(), Optional.empty());
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return statistics.of(table.name());
    }
}
