package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.read.FileTasks.Statistics;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.connector.KnownAggregate.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.DateTimeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What manifests know of all rows: exact only of tables without deletes, and of bounds that writers do not shorten (not of text) and that leave out no
 * values (not of floating point numbers, for NaN).
 */
final class KnownAggregates {
    /** Above that many files, reading manifests may cost more than a client expects of planning. */
    private static final long MOST_FILES = 10_000;

    private final TableVersion version;
    private final FileTasks tasks;

    KnownAggregates(TableVersion version, FileTasks tasks) {
        this.version = version;
        this.tasks = tasks;
    }

    Optional<List<Optional<Object>>> of(List<KnownAggregate> aggregates) {
        @Nullable Snapshot snapshot = version.table().currentSnapshot();
        if (!version.point().isWhole()) {
            return Optional.empty();
        }
        if (snapshot == null) {
            return Optional.of(
                    aggregates.stream().map(KnownAggregates::ofNothing).toList());
        }
        FileIO files = version.table().io();
        if (snapshot.deleteManifests(files).stream()
                .anyMatch(deletes -> deletes.hasAddedFiles() || deletes.hasExistingFiles())) {
            return Optional.empty();
        }
        List<ManifestFile> manifests = snapshot.dataManifests(files);
        if (aggregates.stream().allMatch(aggregate -> aggregate.kind() == Kind.COUNT_ROWS)) {
            return sum(manifests, ManifestFile::addedRowsCount, ManifestFile::existingRowsCount)
                    .map(count -> aggregates.stream()
                            .map(aggregate -> Optional.<Object>of(count))
                            .toList());
        }
        return sum(manifests, ManifestFile::addedFilesCount, ManifestFile::existingFilesCount)
                .filter(count -> count <= MOST_FILES)
                .flatMap(count -> ofFiles(aggregates));
    }

    /** Empty where a manifest of the first format version does not say it. */
    private static Optional<Long> sum(
            List<ManifestFile> manifests,
            Function<ManifestFile, @Nullable Number> added,
            Function<ManifestFile, @Nullable Number> existing) {
        long sum = 0;
        for (ManifestFile manifest : manifests) {
            @Nullable Number more = added.apply(manifest);
            @Nullable Number before = existing.apply(manifest);
            if (more == null || before == null) {
                return Optional.empty();
            }
            sum += more.longValue() + before.longValue();
        }
        return Optional.of(sum);
    }

    private static Optional<Object> ofNothing(KnownAggregate aggregate) {
        return aggregate.counts() ? Optional.of(0L) : Optional.empty();
    }

    private Optional<List<Optional<Object>>> ofFiles(List<KnownAggregate> aggregates) {
        List<Total> totals = new ArrayList<>();
        for (KnownAggregate aggregate : aggregates) {
            Optional<Type> type = aggregate
                    .column()
                    .map(ColumnHandle::fieldId)
                    .map(id -> version.table().schema().findType(id.orElse(-1)));
            if (aggregate.column().isPresent() && type.isEmpty()
                    || !aggregate.counts() && !hasExactBounds(type.get())) {
                return Optional.empty();
            }
            totals.add(new Total(aggregate, type));
        }
        try (CloseableIterable<FileScanTask> files = tasks.of(version, Expressions.alwaysTrue(), Statistics.WANTED)) {
            for (FileScanTask file : files) {
                if (!totals.stream().allMatch(total -> total.add(file.file()))) {
                    return Optional.empty();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional.of(totals.stream().map(Total::value).toList());
    }

    private static boolean hasExactBounds(Type type) {
        return switch (type.typeId()) {
            case INTEGER, LONG, DATE, DECIMAL, TIMESTAMP -> true;
            default -> false;
        };
    }

    /** One aggregate over the files so far. */
    private static final class Total {
        private final KnownAggregate aggregate;
        private final Optional<Type> type;
        private long count;
        private @Nullable Object bound;

        Total(KnownAggregate aggregate, Optional<Type> type) {
            this.aggregate = aggregate;
            this.type = type;
        }

        /** False when the file's metrics do not say it. */
        boolean add(DataFile file) {
            if (aggregate.kind() == Kind.COUNT_ROWS) {
                count += file.recordCount();
                return true;
            }
            int id = aggregate.column().orElseThrow().fieldId().getAsInt();
            @Nullable Long values = of(file.valueCounts(), id);
            @Nullable Long nulls = of(file.nullValueCounts(), id);
            if (values == null || nulls == null || !type.orElseThrow().isPrimitiveType()) {
                return false;
            }
            count += values - nulls;
            return aggregate.kind() == Kind.COUNT || values.equals(nulls) || addBound(file, id);
        }

        private boolean addBound(DataFile file, int id) {
            boolean least = aggregate.kind() == Kind.MIN;
            @Nullable ByteBuffer bytes = of(least ? file.lowerBounds() : file.upperBounds(), id);
            if (bytes == null) {
                return false;
            }
            Comparable<Object> value = Conversions.fromByteBuffer(type.orElseThrow(), bytes);
            if (bound == null || (least ? value.compareTo(bound) < 0 : value.compareTo(bound) > 0)) {
                bound = value;
            }
            return true;
        }

        private static <T> @Nullable T of(@Nullable Map<Integer, T> metrics, int id) {
            return metrics == null ? null : metrics.get(id);
        }

        Optional<Object> value() {
            return aggregate.counts()
                    ? Optional.of(count)
                    : Optional.ofNullable(bound).map(value -> javaForm(type.orElseThrow(), value));
        }

        private static Object javaForm(Type type, Object value) {
            return switch (type.typeId()) {
                case INTEGER, LONG -> ((Number) value).longValue();
                case DATE -> LocalDate.ofEpochDay((Integer) value);
                case TIMESTAMP ->
                    ((Types.TimestampType) type).shouldAdjustToUTC()
                            ? DateTimeUtil.timestampFromMicros((Long) value).atZone(ZoneOffset.UTC)
                            : DateTimeUtil.timestampFromMicros((Long) value);
                case DECIMAL -> (BigDecimal) value;
                default -> throw new IllegalStateException("No exact bounds of " + type);
            };
        }
    }
}
