package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Partitions by the text of their values, as in the paths of files: {@code 2026-06} is a month. */
public final class NamedPartitions {
    private NamedPartitions() {}

    /** Fails with INVALID_ANALYZE_PROPERTY unless the table has files in all of the partitions. */
    public static void check(TableVersion version, List<List<@Nullable String>> partitions) {
        if (!version.table().spec().isPartitioned()) {
            throw invalid("Partition list provided but table is not partitioned");
        }
        int fields = version.table().spec().fields().size();
        if (partitions.stream().anyMatch(values -> values.size() != fields)) {
            throw invalid("Provided partition value count does not match partition column count");
        }
        Set<List<@Nullable String>> missing = new HashSet<>(partitions);
        try (CloseableIterable<FileScanTask> files =
                version.table().newScan().ignoreResiduals().planFiles()) {
            for (FileScanTask file : files) {
                missing.remove(values(file));
                if (missing.isEmpty()) {
                    return;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw invalid("Partition not found: " + missing.iterator().next());
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_ANALYZE_PROPERTY, message);
    }

    static boolean contain(List<List<@Nullable String>> partitions, FileScanTask file) {
        return partitions.contains(values(file));
    }

    private static List<@Nullable String> values(FileScanTask file) {
        PartitionSpec spec = file.spec();
        StructLike partition = file.file().partition();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < spec.fields().size(); i++) {
            @Nullable Object value = partition.get(i, Object.class);
            values.add(value == null ? null : text(spec, i, value));
        }
        return values;
    }

    private static String text(PartitionSpec spec, int field, Object value) {
        Type type = spec.partitionType().fields().get(field).type();
        return spec.fields().get(field).transform().toHumanString(type, cast(value));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
