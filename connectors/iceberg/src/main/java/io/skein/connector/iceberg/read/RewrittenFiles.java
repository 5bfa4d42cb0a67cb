package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TablePoint;
import io.skein.connector.iceberg.table.TableVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.StructLikeWrapper;

/** The files that a rewrite reads, takes out and puts others in the place of. */
public final class RewrittenFiles {
    private RewrittenFiles() {}

    public static List<FileScanTask> of(TableVersion version) {
        return of(version, version.point().rewrite().orElseThrow());
    }

    /** Those of a version that a rewrite of it would take. */
    public static List<FileScanTask> of(TableVersion version, TablePoint.Rewrite wanted) {
        Map<Object, List<FileScanTask>> partitions = new HashMap<>();
        try (CloseableIterable<FileScanTask> files = version.table()
                .newScan()
                .filter(ExpressionParser.fromJson(
                        wanted.filter(), version.table().schema()))
                .ignoreResiduals()
                .includeColumnStats()
                .planFiles()) {
            for (FileScanTask file : files) {
                if (!file.deletes().isEmpty() || file.file().fileSizeInBytes() < wanted.belowBytes()) {
                    partitions
                            .computeIfAbsent(partition(file), _ -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        int current = version.table().spec().specId();
        return partitions.values().stream()
                .filter(files -> worthwhile(files, current))
                .flatMap(List::stream)
                .toList();
    }

    private static Object partition(FileScanTask file) {
        return List.of(
                file.spec().specId(),
                StructLikeWrapper.forType(file.spec().partitionType())
                        .set(file.file().partition()));
    }

    /** One file of the present partitioning without deletes would come out as it is. */
    private static boolean worthwhile(List<FileScanTask> files, int currentSpec) {
        FileScanTask first = files.getFirst();
        return files.size() > 1 || !first.deletes().isEmpty() || first.spec().specId() != currentSpec;
    }
}
