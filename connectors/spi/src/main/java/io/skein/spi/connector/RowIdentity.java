package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.OptionalInt;

/** Columns by which rows are known again. A scan of a table whose rows can be changed can be asked for them beside the table's own. */
public final class RowIdentity {
    /** Where the row's file is, or what else it lies in, in the connector's words; a constant of each {@link Split.FileSplit}. The field id is the one that Iceberg keeps for it. */
    public static final ColumnHandle FILE =
            new ColumnHandle("$file", Type.Varchar.UNBOUNDED, OptionalInt.of(2_147_483_646));

    /** The row's number in its file, from 0, which whoever reads the file counts; of other rows what the connector finds them by. */
    public static final ColumnHandle POSITION =
            new ColumnHandle("$position", Type.Simple.BIGINT, OptionalInt.of(2_147_483_645));

    private RowIdentity() {}
}
