package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.file.Storage;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.DeletionVector;
import io.skein.spi.connector.Split.EqualityDeletes;
import io.skein.spi.connector.Split.FieldIds;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.ContentFileUtil;
import org.jspecify.annotations.Nullable;

/** Data files as splits. What the kernel cannot read is refused, naming the file. */
final class FileSplits {
    /** Names that the kernel's reader gives a meaning of its own. */
    private static final Set<String> VIRTUAL = Set.of("filename", "file_row_number", "file_index");

    private final Storage storage;
    private final TableVersion version;
    private final Schema schema;
    private final Set<Integer> wanted;
    private final List<ColumnHandle> fileColumns;
    private final boolean writtenAsNow;
    private final Map<String, String> defaults;
    private final Map<String, List<Integer>> nestedFieldIds;
    private final MappedNames names;

    FileSplits(Storage storage, TableVersion version, List<ColumnHandle> columns) {
        this.storage = storage;
        this.version = version;
        this.schema = version.table().schema();
        this.fileColumns = columns.stream().filter(FileValues::isOne).toList();
        List<ColumnHandle> own = columns.stream()
                .filter(column -> !fileColumns.contains(column) && !column.equals(RowIdentity.POSITION))
                .toList();
        this.wanted = own.stream().map(column -> column.fieldId().orElseThrow()).collect(Collectors.toSet());
        this.names = MappedNames.of(version.table());
        this.writtenAsNow = writtenAsNow(own);
        this.defaults = InitialDefaults.of(schema, wanted);
        this.nestedFieldIds = names.isEmpty()
                ? RenamedFields.of(version.table(), wanted)
                : TableFields.nestedIds(schema.columns().stream()
                        .filter(field -> wanted.contains(field.fieldId()))
                        .toList());
    }

    /** Whether files that have the columns have them under their names: the table has never had others, and its writers wrote all files. */
    private boolean writtenAsNow(List<ColumnHandle> columns) {
        return version.table().schemas().size() == 1
                && names.isEmpty()
                && columns.stream()
                        .noneMatch(column -> VIRTUAL.contains(column.name())
                                || schema.findType(column.fieldId().orElseThrow())
                                        .isNestedType());
    }

    /** Whether splits have to find out which columns their files lack. */
    boolean needStatistics() {
        return writtenAsNow
                || equalityDeletes()
                || version.table().specs().values().stream()
                        .flatMap(spec -> spec.fields().stream())
                        .anyMatch(this::isWanted);
    }

    private boolean equalityDeletes() {
        @Nullable Snapshot snapshot = version.table().currentSnapshot();
        return snapshot != null
                && !snapshot.summary()
                        .getOrDefault(SnapshotSummary.TOTAL_EQ_DELETES_PROP, "0")
                        .equals("0");
    }

    FileSplit split(FileScanTask task) {
        DataFile file = task.file();
        if (file.format() != FileFormat.PARQUET) {
            throw unsupported("a data file in the format " + file.format(), file.location());
        }
        Deletes deletes = deletes(task);
        return new FileSplit(
                storage.path(file.location()),
                file.fileSizeInBytes(),
                file.recordCount(),
                constants(task, deletes),
                defaults,
                new FieldIds(nestedFieldIds, names.of(read(deletes))),
                deletes,
                matching(file));
    }

    private Deletes deletes(FileScanTask task) {
        List<String> positions = new ArrayList<>();
        List<EqualityDeletes> values = new ArrayList<>();
        Optional<DeletionVector> vector = Optional.empty();
        for (DeleteFile deletes : task.deletes()) {
            String path = storage.path(deletes.location());
            if (ContentFileUtil.isDV(deletes)) {
                vector = Optional.of(new DeletionVector(
                        path,
                        deletes.fileSizeInBytes(),
                        deletes.contentOffset(),
                        deletes.contentSizeInBytes(),
                        deletes.recordCount()));
            } else if (deletes.format() != FileFormat.PARQUET) {
                throw unsupported("deletes in the format " + deletes.format(), deletes.location());
            } else if (deletes.content() == FileContent.POSITION_DELETES) {
                positions.add(path);
            } else {
                values.add(new EqualityDeletes(
                        path,
                        deletes.equalityFieldIds().stream()
                                .map(id -> compared(id, deletes))
                                .toList()));
            }
        }
        return new Deletes(positions, values, vector);
    }

    /** A writer may leave out columns that it has no values for. */
    private ColumnMatching matching(DataFile file) {
        @Nullable Map<Integer, Long> held = file.valueCounts();
        return writtenAsNow && held != null && held.keySet().containsAll(wanted)
                ? ColumnMatching.BY_NAME
                : ColumnMatching.BY_FIELD_ID;
    }

    /** A column by whose values rows are deleted; the table may have it no more. */
    private ColumnHandle compared(int id, DeleteFile deletes) {
        return Stream.concat(Stream.of(schema), version.table().schemas().values().stream())
                .map(each -> each.asStruct().field(id))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(field -> field.type().isPrimitiveType())
                .map(TableFields::handle)
                .orElseThrow(() -> unsupported("equality deletes by a nested field", deletes.location()));
    }

    /** Identity-partitioned columns that the file does not hold, as in files taken over from Hive. */
    private Map<String, String> constants(FileScanTask task, Deletes deletes) {
        Map<String, String> constants = new HashMap<>();
        fileColumns.forEach(column -> constants.put(column.name(), FileValues.of(column, task)));
        Set<Integer> read = read(deletes);
        List<PartitionField> fields = task.spec().fields();
        @Nullable Map<Integer, Long> held = task.file().valueCounts();
        for (int i = 0; i < fields.size(); i++) {
            PartitionField field = fields.get(i);
            @Nullable NestedField column = schema.asStruct().field(field.sourceId());
            if (field.transform().isIdentity()
                    && column != null
                    && read.contains(field.sourceId())
                    && held != null
                    && !held.containsKey(field.sourceId())) {
                @Nullable Object value = task.file().partition().get(i, Object.class);
                constants.put(TableFields.name(column), PartitionLiterals.of(column.type(), value));
            }
        }
        return constants;
    }

    /** The columns that are read of a file: those wanted, and those by whose values rows are deleted. */
    private Set<Integer> read(Deletes deletes) {
        Set<Integer> read = new HashSet<>(wanted);
        deletes.values()
                .forEach(each -> each.columns()
                        .forEach(column -> read.add(column.fieldId().orElseThrow())));
        return read;
    }

    private boolean isWanted(PartitionField field) {
        return field.transform().isIdentity() && wanted.contains(field.sourceId());
    }

    private SkeinException unsupported(String what, String file) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "Table " + version + " has " + what + ", which is not supported: " + file);
    }
}
