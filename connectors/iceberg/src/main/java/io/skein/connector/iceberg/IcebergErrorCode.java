package io.skein.connector.iceberg;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;

/** Errors of this connector's own, with Trino's names and numbers; those that workers find in its files are among the standard ones. */
public enum IcebergErrorCode {
    ICEBERG_INVALID_METADATA(1),
    ICEBERG_FILESYSTEM_ERROR(8),
    ICEBERG_COMMIT_ERROR(12),
    ICEBERG_CATALOG_ERROR(13),
    ICEBERG_WRITER_CLOSE_ERROR(14),
    ICEBERG_MISSING_METADATA(15);

    private static final int FIRST = 0x0504_0000;

    private final ErrorCode code;

    IcebergErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    public ErrorCode code() {
        return code;
    }
}
