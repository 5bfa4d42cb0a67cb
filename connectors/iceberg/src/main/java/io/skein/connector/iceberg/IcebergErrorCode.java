package io.skein.connector.iceberg;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;

/** Errors of this connector's own, with Trino's names and numbers. */
public enum IcebergErrorCode {
    ICEBERG_INVALID_METADATA(1),
    ICEBERG_CANNOT_OPEN_SPLIT(6),
    ICEBERG_FILESYSTEM_ERROR(8),
    ICEBERG_COMMIT_ERROR(12),
    ICEBERG_CATALOG_ERROR(13),
    ICEBERG_WRITER_CLOSE_ERROR(14);

    private static final int FIRST = 0x0504_0000;

    private final ErrorCode code;

    IcebergErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    public ErrorCode code() {
        return code;
    }
}
