package io.skein.connector.http.table;

/** What a response holds. */
public enum Format {
    /** One document; the rows are an array in it. */
    JSON,
    /** A JSON document for each row. */
    NDJSON,
    CSV,
    /** A file that the kernel reads itself. */
    PARQUET
}
