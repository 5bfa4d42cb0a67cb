package io.skein.connector.kafka.client;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;

/** Errors of Kafka catalogs, with Trino's names and numbers. */
public enum KafkaErrorCode {
    /** A topic could not be looked at or read. */
    KAFKA_SPLIT_ERROR(0),
    /** A schema or a table's definition could not be had. */
    KAFKA_SCHEMA_ERROR(1),
    /** Messages could not be written. */
    KAFKA_PRODUCER_ERROR(2);

    private static final int FIRST = 0x0102_0000;

    private final ErrorCode code;

    KafkaErrorCode(int number) {
        this.code = new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
    }

    public ErrorCode code() {
        return code;
    }
}
