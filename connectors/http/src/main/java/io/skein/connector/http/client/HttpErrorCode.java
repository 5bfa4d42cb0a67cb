package io.skein.connector.http.client;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;

/** Errors of servers and what they answer. */
public enum HttpErrorCode {
    /** The server cannot be reached, takes too long, or answers with something else than success. */
    HTTP_ERROR(0),
    /** The answer is not what the table's definition says. */
    HTTP_BAD_DATA(1),
    /** The answer is larger, or takes more pages or time, than the catalog allows. */
    HTTP_LIMIT_EXCEEDED(2),
    /** The catalog does not allow to ask this host or address. */
    HTTP_ADDRESS_REFUSED(3);

    private static final int FIRST = 0x0600_0000;

    private final ErrorCode code;

    HttpErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    public ErrorCode code() {
        return code;
    }
}
