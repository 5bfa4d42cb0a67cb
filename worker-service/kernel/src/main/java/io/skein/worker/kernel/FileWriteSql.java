package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a file write as a COPY. */
final class FileWriteSql {
    private static final int ROWS_OF_A_GROUP = 122_880;
    /** More than a row group and the last batch that comes to it. */
    private static final int VALUES_OF_A_DICTIONARY = 131_072;

    private static final int BYTES_OF_A_DICTIONARY = 1_000_000_000;

    private final FileWrite write;

    FileWriteSql(FileWrite write) {
        this.write = write;
    }

    /** The query's rows, in the kernel's forms. */
    String copy(String query) {
        List<String> names = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (ColumnHandle column : write.columns()) {
            String input = "c" + names.size();
            names.add(input);
            outputs.add(
                    KernelTypes.toParquet(column.type(), "q." + input) + " AS " + SqlText.identifier(column.name()));
        }
        return copy(
                "SELECT " + String.join(", ", outputs) + " FROM (" + query + ") AS q(" + String.join(", ", names) + ")"
                        + new SortSql(write)
                                .orderBy(place -> SqlText.identifier(
                                        write.columns().get(place).name())),
                write.prefix());
    }

    /** Rows in the forms that files hold, under their names there. */
    String copy(String rows, String prefix) {
        List<String> ids = new ArrayList<>();
        for (ColumnHandle column : write.columns()) {
            List<Integer> nested = write.target().nestedFieldIds().getOrDefault(column.name(), List.of());
            column.fieldId()
                    .ifPresent(id -> ids.add(
                            SqlText.identifier(column.name()) + ": " + FieldIdsSql.of(column.type(), id, nested)));
        }
        return "COPY (" + rows + ") TO " + SqlText.literal(write.target().directory()) + " (" + format()
                + ", FILE_SIZE_BYTES " + write.target().targetFileBytes() + ", FILENAME_PATTERN "
                + SqlText.literal(prefix + "{i}") + ", OVERWRITE_OR_IGNORE true, WRITE_EMPTY_FILE false"
                + bloomFilters()
                + (ids.isEmpty() ? "" : ", FIELD_IDS {" + String.join(", ", ids) + "}") + ")";
    }

    /** The kernel gives filters to the columns that have dictionaries: here all, since a dictionary may hold all values of a row group. */
    private String bloomFilters() {
        return switch (write.target().layout().bloomFilters()) {
            case WHERE_CHEAP -> "";
            case ALWAYS ->
                ", ROW_GROUP_SIZE " + ROWS_OF_A_GROUP + ", DICTIONARY_SIZE_LIMIT " + VALUES_OF_A_DICTIONARY
                        + ", STRING_DICTIONARY_PAGE_SIZE_LIMIT " + BYTES_OF_A_DICTIONARY;
        };
    }

    private String format() {
        return "FORMAT parquet, RETURN_STATS true, COMPRESSION "
                + write.target().compression().toLowerCase(Locale.ROOT);
    }

    /** Iceberg's position deletes, as one file in the rows' order. */
    String copyDeletes(String rows, String name) {
        return "COPY (" + rows + ") TO " + SqlText.literal(write.target().directory() + "/" + name + ".parquet") + " ("
                + format() + ", FIELD_IDS {file_path: " + PositionDeletes.FILE_ID + ", pos: "
                + PositionDeletes.POSITION_ID + "})";
    }
}
