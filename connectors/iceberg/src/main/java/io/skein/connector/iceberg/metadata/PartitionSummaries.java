package io.skein.connector.iceberg.metadata;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** What manifests say of the partitions of their files. */
final class PartitionSummaries {
    private final Table table;

    PartitionSummaries(Table table) {
        this.table = table;
    }

    @Nullable
    List<Object[]> of(ManifestFile manifest) {
        if (manifest.partitions() == null) {
            return null;
        }
        PartitionSpec spec = Objects.requireNonNull(table.specs().get(manifest.partitionSpecId()));
        List<Object[]> summaries = new ArrayList<>();
        for (int i = 0; i < manifest.partitions().size(); i++) {
            ManifestFile.PartitionFieldSummary summary = manifest.partitions().get(i);
            PartitionField field = spec.fields().get(i);
            Type type = spec.partitionType().fields().get(i).type();
            summaries.add(new @Nullable Object[] {
                summary.containsNull(),
                summary.containsNaN(),
                text(field, type, summary.lowerBound()),
                text(field, type, summary.upperBound())
            });
        }
        return summaries;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable String text(PartitionField field, Type type, @Nullable ByteBuffer bound) {
        return bound == null
                ? null
                : ((Transform<?, Object>) field.transform())
                        .toHumanString(type, Conversions.fromByteBuffer(type, bound));
    }
}
