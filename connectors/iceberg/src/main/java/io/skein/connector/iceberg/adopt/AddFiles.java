package io.skein.connector.iceberg.adopt;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.adopt.FieldMatches.Match;
import io.skein.connector.iceberg.adopt.FoundFiles.Subdirectories;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** The procedure {@code add_files}: Parquet files become files of a table, where they are. All that are found, or none. */
public final class AddFiles {
    private static final List<String> FORMATS = List.of("ORC", "PARQUET", "AVRO");

    private final Warehouse warehouse;
    private final Permission permission;

    /** Whether the catalog lets files be added: whoever may change a table can then read what the services can. */
    public enum Permission {
        GRANTED,
        DENIED
    }

    public AddFiles(Warehouse warehouse, Permission permission) {
        this.warehouse = warehouse;
        this.permission = permission;
    }

    /** Adds the files that the call's arguments tell. */
    public void execute(SchemaTableName name, ProcedureCall call) {
        if (permission == Permission.DENIED) {
            throw new SkeinException(StandardErrorCode.PERMISSION_DENIED, "add_files procedure is disabled");
        }
        String location = call.text("location").orElseThrow(() -> missing("location"));
        requireParquet(call);
        Subdirectories subdirectories = subdirectories(call);
        try {
            Failures.changing(name.toString(), () -> add(name, location, subdirectories));
        } catch (SkeinException failure) {
            throw isFinal(failure)
                    ? failure
                    : new SkeinException(
                            IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(),
                            "Failed to add files: " + failure.getMessage(),
                            failure);
        }
    }

    private static boolean isFinal(SkeinException failure) {
        return failure.code().equals(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code())
                || failure.code().equals(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT.code());
    }

    private void add(SchemaTableName name, String location, Subdirectories subdirectories) {
        Table table = warehouse.catalog().loadTable(warehouse.identifier(name));
        if (!table.spec().isUnpartitioned()) {
            throw invalid("The procedure does not support partitioned tables");
        }
        NameMapping mapping = NameMappings.of(table);
        Map<Integer, Set<String>> names = new HashMap<>();
        List<DataFile> files = new ArrayList<>();
        for (InputFile file : new FoundFiles(table.io()).in(warehouse.storage().normalized(location), subdirectories)) {
            ParquetFooter footer = ParquetFooter.read(file);
            List<Match> fields = FieldMatches.of(table.schema(), mapping, footer);
            fields.forEach(match -> names.computeIfAbsent(match.field().fieldId(), _ -> new TreeSet<>())
                    .add(match.node().name()));
            files.add(dataFile(table, footer, fields));
        }
        commit(table, names, files);
    }

    private static DataFile dataFile(Table table, ParquetFooter file, List<Match> fields) {
        Metrics metrics = FooterMetrics.of(file, fields);
        for (NestedField field : table.schema().columns()) {
            if (field.isRequired() && mayHoldNulls(field, fields, metrics)) {
                throw new SkeinException(
                        StandardErrorCode.CONSTRAINT_VIOLATION,
                        "NULL value not allowed for NOT NULL column: " + TableFields.name(field));
            }
        }
        return DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(file.location())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.length())
                .withMetrics(metrics)
                .build();
    }

    private static boolean mayHoldNulls(NestedField field, List<Match> fields, Metrics metrics) {
        @Nullable Long nulls = metrics.nullValueCounts().get(field.fieldId());
        return fields.stream()
                .filter(match -> match.field().fieldId() == field.fieldId())
                .noneMatch(match -> match.node().isRequired() || nulls != null && nulls == 0);
    }

    /**
     * One after the other, so that none adds what another is just adding, or takes back the names that it has mapped.
     *
     * @param names that the files give the fields, by id
     */
    private synchronized void commit(Table table, Map<Integer, Set<String>> names, List<DataFile> files) {
        table.refresh();
        Set<String> present = present(table);
        for (DataFile file : files) {
            if (!present.add(warehouse.storage().normalized(file.location()))) {
                throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "File already exists: " + file.location());
            }
        }
        if (files.isEmpty()) {
            return;
        }
        NameMapping mapping = NameMappings.with(NameMappings.of(table), names);
        Transaction transaction = table.newTransaction();
        transaction
                .updateProperties()
                .set(TableProperties.DEFAULT_NAME_MAPPING, NameMappingParser.toJson(mapping))
                .commit();
        AppendFiles append = transaction.newAppend();
        files.forEach(append::appendFile);
        append.commit();
        transaction.commitTransaction();
    }

    private Set<String> present(Table table) {
        Set<String> present = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task ->
                    present.add(warehouse.storage().normalized(task.file().location())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return present;
    }

    private static void requireParquet(ProcedureCall call) {
        String format = call.text("format").orElseThrow(() -> missing("format")).toUpperCase(Locale.ENGLISH);
        if (!FORMATS.contains(format)) {
            throw unknown(call, "format", FORMATS);
        }
        if (!format.equals("PARQUET")) {
            throw invalid("The procedure does not support storage format: " + format);
        }
    }

    private static Subdirectories subdirectories(ProcedureCall call) {
        String given = call.text("recursive_directory").orElse("FAIL").toUpperCase(Locale.ENGLISH);
        return Arrays.stream(Subdirectories.values())
                .filter(each -> each.name().equals(given))
                .findFirst()
                .orElseThrow(() -> unknown(
                        call,
                        "recursive_directory",
                        Arrays.stream(Subdirectories.values()).map(Enum::name).toList()));
    }

    private static SkeinException missing(String argument) {
        return invalid("Required procedure argument '" + argument + "' is missing");
    }

    private static SkeinException unknown(ProcedureCall call, String argument, List<String> values) {
        String given = call.text(argument).orElse("");
        return invalid(
                "Unable to set catalog 'iceberg' table procedure '%s' property '%s' to ['%s']: Invalid value [%s]. Valid values: %s"
                        .formatted(call.name(), argument, given, given, values));
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.INVALID_PROCEDURE_ARGUMENT, message);
    }
}
