package io.skein.connector.tpcds;

import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.trino.tpcds.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same tables in each schema. */
final class TpcdsMetadata implements ConnectorMetadata {
    private final TpcdsStatistics statistics;

    TpcdsMetadata(TpcdsStatistics statistics) {
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
                .flatMap(
                        name -> Table.getBaseTables().stream().map(table -> new SchemaTableName(name, table.getName())))
                .toList();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        boolean there = ScaleFactor.of(name.schema()).isPresent()
                && Tables.find(name.table()).isPresent();
        return there ? Optional.of(new TableHandle(name, new byte[0])) : Optional.empty();
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return new TableMetadata(
                table.name(), Tables.columns(Tables.get(table.name().table())), Map.of(), Optional.empty());
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return statistics.of(table.name());
    }
}
