package io.skein.connector.iceberg;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/** A warehouse for tests. Its files hold no rows: the connector never opens data files, it goes by what sinks report. */
public final class Lake implements AutoCloseable {
    public static final String SCHEMA = "s";

    public final Path directory;
    public final Connector connector;

    public Lake(Path directory) {
        this(directory, Map.of());
    }

    /** With more settings than the one of the directory. */
    public Lake(Path directory, Map<String, String> settings) {
        this.directory = directory;
        Map<String, String> all = new HashMap<>(settings);
        all.put("iceberg.jdbc-catalog.default-warehouse-dir", directory.toString());
        this.connector = new IcebergConnectorFactory().create("lake", all);
    }

    public static SchemaTableName name(String table) {
        return new SchemaTableName(SCHEMA, table);
    }

    /** @param columns {@code name type} each, {@code name! type} for NOT NULL */
    public static TableMetadata shape(String table, Map<String, String> properties, String... columns) {
        return new TableMetadata(
                name(table), Stream.of(columns).map(Lake::column).toList(), properties, Optional.empty());
    }

    private static ColumnMetadata column(String text) {
        int space = text.indexOf(' ');
        String name = text.substring(0, space);
        return new ColumnMetadata(
                new ColumnHandle(
                        name.replace("!", ""), TypeParser.parse(text.substring(space + 1)), OptionalInt.empty()),
                !name.endsWith("!"),
                false,
                Optional.empty());
    }

    public Lake withSchema() {
        connector.definition().orElseThrow().createSchema(SCHEMA, Map.of());
        return this;
    }

    public void create(String table, Map<String, String> properties, String... columns) {
        connector.definition().orElseThrow().createTable(shape(table, properties, columns));
    }

    public TableHandle table(String table) {
        return connector.metadata().table(name(table)).orElseThrow();
    }

    /** Without the hidden columns. */
    public TableMetadata metadata(String table) {
        TableMetadata all = connector.metadata().tableMetadata(table(table));
        return new TableMetadata(
                all.name(),
                all.columns().stream().filter(column -> !column.hidden()).toList(),
                all.properties(),
                all.comment());
    }

    /** Appends files, each with its own columns' statistics; all in one commit. */
    @SafeVarargs
    public final List<Path> insert(String table, long rows, Map<String, WrittenFile.Column>... files) {
        TableHandle handle = table(table);
        List<String> columns = connector.metadata().tableMetadata(handle).columns().stream()
                .filter(column -> !column.hidden())
                .map(ColumnMetadata::name)
                .toList();
        WriteHandle write = connector.write().orElseThrow().beginInsert(handle, columns);
        List<Path> paths = new ArrayList<>();
        List<byte[]> fragments = new ArrayList<>();
        for (Map<String, WrittenFile.Column> statistics : files) {
            WrittenFile file = file(write, rows, statistics);
            paths.add(Path.of(file.path()));
            fragments.add(WrittenFileCodec.encode(file));
        }
        connector.write().orElseThrow().finish(write, fragments);
        return paths;
    }

    /** What a sink would have written and reported. */
    public static WrittenFile file(WriteHandle write, long rows, Map<String, WrittenFile.Column> statistics) {
        Path path = Path.of(((WriteHandle.Files) write.target()).directory(), UUID.randomUUID() + ".parquet");
        try {
            Files.writeString(path, "PAR1");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new WrittenFile(path.toString(), rows, 4, statistics, WrittenFile.Content.Data.UNPARTITIONED);
    }

    public static WrittenFile.Column bounds(String minimum, String maximum) {
        return new WrittenFile.Column(10, 0, 40, Optional.of(minimum), Optional.of(maximum));
    }

    public static WrittenFile.Column nulls(long nulls) {
        return new WrittenFile.Column(10, nulls, 40, Optional.empty(), Optional.empty());
    }

    public List<Split> splits(TableHandle table, Constraint constraint) {
        List<ColumnHandle> columns = connector.metadata().tableMetadata(table).columns().stream()
                .filter(column -> !column.hidden())
                .map(ColumnMetadata::handle)
                .toList();
        List<Split> splits = new ArrayList<>();
        try (SplitSource source = connector.splitManager().splits(table, columns, constraint)) {
            for (List<Split> batch = source.next(2); !batch.isEmpty(); batch = source.next(2)) {
                splits.addAll(batch);
            }
        }
        return splits;
    }

    /** All regular files under the warehouse with this suffix. */
    public List<Path> files(String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
