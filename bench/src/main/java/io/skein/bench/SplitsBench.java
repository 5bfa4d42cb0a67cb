package io.skein.bench;

import io.skein.connector.iceberg.IcebergConnectorFactory;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.type.Type;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Plans a scan of an Iceberg table of very many data files, which are in its manifests only: the time until the first splits, until all, and the most
 * that the heap held. The heap's limit is the virtual machine's.
 */
final class SplitsBench {
    private static final SchemaTableName TABLE = new SchemaTableName("bench", "files");
    private static final int FILES_A_COMMIT = 100_000;
    private static final int SPLITS_A_BATCH = 1000;

    private SplitsBench() {}

    static void run(Options options) {
        int files = options.number("files", 1_000_000);
        Path warehouse = Path.of(options.text("warehouse", "bench-files"));
        try (Connector connector = connect(warehouse)) {
            if (connector.metadata().table(TABLE).isEmpty()) {
                fill(connector, files);
            }
        }
        for (int run = 0; run < options.number("runs", 3); run++) {
            try (Connector connector = connect(warehouse)) {
                plan(connector);
            }
        }
    }

    private static Connector connect(Path warehouse) {
        return new IcebergConnectorFactory()
                .create(
                        "bench",
                        Map.of(
                                "iceberg.jdbc-catalog.default-warehouse-dir",
                                warehouse.toAbsolutePath().toString()));
    }

    private static void fill(Connector connector, int files) {
        connector.definition().orElseThrow().createSchema(TABLE.schema(), Map.of());
        List<ColumnMetadata> columns =
                List.of(column("key", Type.Simple.BIGINT), column("name", Type.Varchar.UNBOUNDED));
        connector.definition().orElseThrow().createTable(new TableMetadata(TABLE, columns, Map.of(), Optional.empty()));
        for (int made = 0; made < files; made += FILES_A_COMMIT) {
            WriteHandle write = connector.write().orElseThrow().beginInsert(table(connector), List.of("key", "name"));
            String directory = ((WriteHandle.Files) write.target()).directory();
            List<byte[]> fragments = new ArrayList<>();
            for (int file = made; file < Math.min(files, made + FILES_A_COMMIT); file++) {
                Map<String, WrittenFile.Column> statistics =
                        Map.of("key", bounds(file * 1000L, file * 1000L + 999), "name", bounds(file, file + 1L));
                fragments.add(WrittenFileCodec.encode(new WrittenFile(
                        directory + "/" + file + ".parquet",
                        1000,
                        1 << 20,
                        statistics,
                        WrittenFile.Content.Data.UNPARTITIONED)));
            }
            connector.write().orElseThrow().finish(write, fragments);
        }
    }

    private static void plan(Connector connector) {
        TableHandle table = table(connector);
        List<ColumnHandle> columns = connector.metadata().tableMetadata(table).columns().stream()
                .filter(column -> !column.hidden())
                .map(ColumnMetadata::handle)
                .toList();
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long splits;
        double first;
        try (SplitSource source = connector.splitManager().splits(table, columns, Constraint.ALL)) {
            int batch = source.next(SPLITS_A_BATCH).size();
            first = (System.nanoTime() - start) / 1e6;
            for (splits = batch; batch > 0; splits += batch) {
                batch = source.next(SPLITS_A_BATCH).size();
            }
        }
        System.out.printf(
                "%,d splits: the first %,d after %.0f ms, all after %.2f s, heap at most %,d MB of %,d MB%n",
                splits,
                SPLITS_A_BATCH,
                first,
                (System.nanoTime() - start) / 1e9,
                heapPools().stream()
                                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                .sum()
                        >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static TableHandle table(Connector connector) {
        return connector.metadata().table(TABLE).orElseThrow();
    }

    private static ColumnMetadata column(String name, Type type) {
        return new ColumnMetadata(new ColumnHandle(name, type, OptionalInt.empty()), true, false, Optional.empty());
    }

    private static WrittenFile.Column bounds(long minimum, long maximum) {
        return new WrittenFile.Column(
                1000, 0, 4000, Optional.of(Long.toString(minimum)), Optional.of(Long.toString(maximum)));
    }
}
