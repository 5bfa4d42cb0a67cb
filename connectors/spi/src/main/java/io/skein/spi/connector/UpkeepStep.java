package io.skein.spi.connector;

/**
 * One thing that a table needs.
 *
 * @param action which, in a word
 * @param statement the SQL statement that does it
 */
public record UpkeepStep(SchemaTableName table, String action, String statement) {}
