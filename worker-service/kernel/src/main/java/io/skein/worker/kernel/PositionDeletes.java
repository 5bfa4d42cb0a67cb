package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.OptionalInt;

/** The columns of a file of Iceberg's position deletes, with the field ids that its specification gives them. */
final class PositionDeletes {
    static final int FILE_ID = 2_147_483_546;
    static final int POSITION_ID = 2_147_483_545;

    static final List<ColumnHandle> COLUMNS = List.of(
            new ColumnHandle("file_path", Type.Varchar.UNBOUNDED, OptionalInt.of(FILE_ID)),
            new ColumnHandle("pos", Type.Simple.BIGINT, OptionalInt.of(POSITION_ID)));

    private PositionDeletes() {}
}
