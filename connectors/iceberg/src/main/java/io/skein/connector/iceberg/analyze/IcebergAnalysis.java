package io.skein.connector.iceberg.analyze;

import io.skein.connector.iceberg.read.NamedPartitions;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorAnalysis;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** ANALYZE: the handle is the table's, with pages for a target; only what is of the table as it was analyzed is kept. */
public final class IcebergAnalysis implements ConnectorAnalysis {
    private static final System.Logger LOG = System.getLogger(IcebergAnalysis.class.getName());

    private final Warehouse warehouse;
    private final ExtendedStatistics statistics;

    public IcebergAnalysis(Warehouse warehouse, ExtendedStatistics statistics) {
        this.statistics = statistics;
        this.warehouse = warehouse;
    }

    @Override
    public TableHandle select(TableHandle table, List<List<Optional<String>>> partitions) {
        TableVersion version = warehouse.version(table);
        List<List<@Nullable String>> named = new ArrayList<>();
        for (List<Optional<String>> values : partitions) {
            List<@Nullable String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(value.orElse(null)));
            named.add(texts);
        }
        return version.reading(() -> {
            NamedPartitions.check(version, named);
            return version.handle(version.point().with(named));
        });
    }

    @Override
    public WriteHandle begin(TableHandle table, List<String> columns, Map<String, String> session) {
        boolean enabled = Optional.ofNullable(session.get("extended_statistics_enabled"))
                .map(Boolean::parseBoolean)
                .orElse(statistics.enabled());
        if (!enabled) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Analyze is not enabled. You can enable analyze using iceberg.extended-statistics.enabled config "
                            + "or extended_statistics_enabled catalog session property");
        }
        TableVersion version = warehouse.version(table);
        List<ColumnHandle> handles = new ArrayList<>();
        for (NestedField field : version.table().schema().columns()) {
            if (columns.contains(TableFields.name(field))) {
                handles.add(TableFields.handle(field));
            }
        }
        handles.sort(Comparator.comparingInt(handle -> columns.indexOf(handle.name())));
        return new WriteHandle(
                table.name(), handles, new WriteHandle.Pages(), version.handle().data());
    }

    /** A sink on a worker. */
    public PageSink sink(WriteHandle handle) {
        TableVersion version = warehouse.version(new TableHandle(handle.table(), handle.data()));
        return new SketchSink(handle.columns().stream()
                .map(column ->
                        version.table().schema().findField(column.fieldId().orElseThrow()))
                .toList());
    }

    /** Keeps what the sinks have learnt. */
    public void finish(WriteHandle handle, List<byte[]> fragments) {
        TableVersion version = warehouse.version(new TableHandle(handle.table(), handle.data()));
        StatisticsFiles files =
                new StatisticsFiles(warehouse.catalog().loadTable(warehouse.identifier(handle.table())), version);
        if (version.point().partitions().isEmpty()) {
            files.write(Sketches.united(fragments));
        } else {
            files.addPartitions(Sketches.united(fragments));
        }
    }

    /** A sink for the values of a write's files: of columns whose values can be counted. */
    public PageSink written(WriteHandle handle) {
        return new WrittenValues(handle.columns());
    }

    /** Keeps what was learnt of rows that have just been added. That it could not be kept is no failure of the write. */
    public void written(SchemaTableName name, List<byte[]> fragments) {
        List<byte[]> sketches = fragments.stream().filter(Sketches::isOne).toList();
        if (sketches.isEmpty()) {
            return;
        }
        try {
            TableVersion version = warehouse.find(name).orElseThrow();
            new StatisticsFiles(warehouse.catalog().loadTable(warehouse.identifier(name)), version)
                    .add(Sketches.united(sketches));
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "Nothing is learnt of what was written to " + name, failure);
        }
    }
}
