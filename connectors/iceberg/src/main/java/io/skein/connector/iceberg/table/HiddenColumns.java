package io.skein.connector.iceberg.table;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Columns that each table has beside its own: what is known of the file that a row is in. Their field ids are reserved ones, which no file has. */
public final class HiddenColumns {
    public static final ColumnHandle PATH =
            new ColumnHandle("$path", Type.Varchar.UNBOUNDED, OptionalInt.of(Integer.MAX_VALUE - 1));
    public static final ColumnHandle PARTITION =
            new ColumnHandle("$partition", Type.Varchar.UNBOUNDED, OptionalInt.of(Integer.MAX_VALUE - 5));
    public static final ColumnHandle MODIFIED_TIME = new ColumnHandle(
            "$file_modified_time", new Type.TimestampWithTimeZone(3), OptionalInt.of(Integer.MAX_VALUE - 1001));

    private static final List<ColumnHandle> ALL = List.of(PATH, PARTITION, MODIFIED_TIME);

    private HiddenColumns() {}

    public static List<ColumnMetadata> metadata() {
        return ALL.stream()
                .map(column -> new ColumnMetadata(column, true, true, Optional.empty()))
                .toList();
    }

    public static boolean isHidden(ColumnHandle column) {
        return ALL.contains(column);
    }
}
