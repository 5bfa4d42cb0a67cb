package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a file write as a COPY. */
final class FileWriteSql {
    private final FileWrite write;

    FileWriteSql(FileWrite write) {
        this.write = write;
    }

    String copy(String query) {
        List<String> names = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (ColumnHandle column : write.columns()) {
            String input = "c" + names.size();
            String name = SqlText.identifier(column.name());
            names.add(input);
            outputs.add(KernelTypes.toParquet(column.type(), "q." + input) + " AS " + name);
            List<Integer> nested = write.nestedFieldIds().getOrDefault(column.name(), List.of());
            column.fieldId().ifPresent(id -> ids.add(name + ": " + FieldIdsSql.of(column.type(), id, nested)));
        }
        return "COPY (SELECT " + String.join(", ", outputs) + " FROM (" + query + ") AS q(" + String.join(", ", names)
                + ")) TO "
                + SqlText.literal(write.directory()) + " (FORMAT parquet, COMPRESSION "
                + write.compression().toLowerCase(Locale.ROOT)
                + ", FILE_SIZE_BYTES " + write.targetFileBytes() + ", FILENAME_PATTERN "
                + SqlText.literal(write.prefix() + "{i}")
                + ", OVERWRITE_OR_IGNORE true, WRITE_EMPTY_FILE false, RETURN_STATS true"
                + (ids.isEmpty() ? "" : ", FIELD_IDS {" + String.join(", ", ids) + "}") + ")";
    }
}
