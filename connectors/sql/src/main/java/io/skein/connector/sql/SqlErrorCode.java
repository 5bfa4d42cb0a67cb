package io.skein.connector.sql;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;

/** Errors of relational sources, with Trino's names and numbers for its JDBC connectors. */
public enum SqlErrorCode {
    /** The database refused or could not be reached. */
    JDBC_ERROR(0);

    private static final int FIRST = 0x0400_0000;

    private final ErrorCode code;

    SqlErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    public ErrorCode code() {
        return code;
    }
}
