package io.skein.connector.iceberg.hive;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;

/** Errors of the metastore, with Trino's names and numbers. */
enum HiveErrorCode {
    HIVE_METASTORE_ERROR(0),
    HIVE_DATABASE_LOCATION_ERROR(14);

    private static final int FIRST = 0x0100_0000;

    private final ErrorCode code;

    HiveErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    /** An error of this kind; the message ends with what the cause says. */
    SkeinException because(String message, Exception cause) {
        return new SkeinException(code, message + ": " + cause.getMessage(), cause);
    }

    SkeinException error(String message) {
        return new SkeinException(code, message);
    }
}
