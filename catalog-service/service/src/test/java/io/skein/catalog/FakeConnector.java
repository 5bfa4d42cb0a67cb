package io.skein.catalog;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;

/** A connector with one table; it remembers what happened to it. */
public final class FakeConnector implements Connector, ConnectorMetadata, ConnectorWrite, ConnectorFunctions {
    public static final SchemaTableName TABLE = new SchemaTableName("s", "t");

    public final String catalog;
    public final List<String> events = new CopyOnWriteArrayList<>();
    private final List<StoredFunction> functions = new CopyOnWriteArrayList<>();
    /** Whether splits can be read only while their source is open. */
    public boolean lasting;

    public final AtomicInteger splitsMade = new AtomicInteger();
    public Optional<SkeinException> commitFailure = Optional.empty();
    public Optional<ConnectorUpkeep> upkeep = Optional.empty();
    private final int splits;

    FakeConnector(String catalog, int splits) {
        this.catalog = catalog;
        this.splits = splits;
    }

    /** Makes fakes; {@code explode=true} fails in an unforeseen way. */
    public static final class Factory implements ConnectorFactory {
        public final List<FakeConnector> made = new ArrayList<>();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Connector create(String catalog, Map<String, String> properties) {
            CatalogProperties entries = CatalogProperties.of(catalog, properties);
            int splits = entries.integer("splits", 3, 0, 1_000_000);
            boolean explode = entries.flag("explode", false);
            entries.text("password");
            entries.end();
            if (explode) {
                throw new IllegalStateException("boom");
            }
            FakeConnector connector = new FakeConnector(catalog, splits);
            made.add(connector);
            return connector;
        }

        public FakeConnector last() {
            return made.getLast();
        }
    }

    @Override
    public ConnectorMetadata metadata() {
        return this;
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return (table, columns, constraint) -> new Splits();
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(this);
    }

    @Override
    public Optional<ConnectorUpkeep> upkeep() {
        return upkeep;
    }

    @Override
    public void close() {
        events.add("close");
    }

    @Override
    public List<String> schemas() {
        return List.of("s");
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        return schema.orElse("s").equals("s") ? List.of(TABLE) : List.of();
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        return name.equals(TABLE) ? Optional.of(new TableHandle(name, new byte[] {1})) : Optional.empty();
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return new TableMetadata(
                TABLE,
                List.of(ColumnMetadata.of("a", Type.Simple.BIGINT)),
                Map.of(),
                Optional.of("made by " + catalog));
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        return new TableStatistics(OptionalDouble.of(splits), Map.of());
    }

    @Override
    public Type storedType(Type type) {
        if (type == Type.Simple.JSON) {
            throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "No JSON here");
        }
        return type == Type.Simple.SMALLINT ? Type.Simple.BIGINT : type;
    }

    @Override
    public Optional<ConnectorFunctions> functions() {
        return Optional.of(this);
    }

    @Override
    public List<StoredFunction> functions(String schema) {
        return functions.stream()
                .filter(function -> function.name().schema().equals(schema))
                .toList();
    }

    @Override
    public void createFunction(StoredFunction function, boolean replace) {
        functions.add(function);
        events.add("create function, replace " + replace);
    }

    @Override
    public void dropFunction(SchemaFunctionName name, String signature) {
        functions.removeIf(
                function -> function.name().equals(name) && function.signature().equals(signature));
    }

    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "No tables are made here");
    }

    @Override
    public WriteHandle beginInsert(TableHandle table, List<String> columns) {
        events.add("begin");
        return new WriteHandle(TABLE, List.of(), new WriteHandle.Pages(), new byte[] {7});
    }

    @Override
    public void finish(WriteHandle handle, List<byte[]> fragments) {
        events.add("finish " + fragments.size());
        commitFailure.ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public void abort(WriteHandle handle, List<byte[]> fragments) {
        events.add("abort " + fragments.size());
    }

    @Override
    public PageSink sink(WriteHandle handle, BufferAllocator allocator) {
        throw new UnsupportedOperationException();
    }

    private final class Splits implements SplitSource {
        @Override
        public List<Split> next(int maximum) {
            List<Split> batch = new ArrayList<>();
            while (batch.size() < maximum && splitsMade.get() < splits) {
                int number = splitsMade.getAndIncrement();
                batch.add(new Split.PageSplit(new byte[50_000], 50_000, number));
            }
            return batch;
        }

        @Override
        public boolean lasting() {
            return lasting;
        }

        @Override
        public void close() {
            events.add("splits closed");
        }
    }
}
