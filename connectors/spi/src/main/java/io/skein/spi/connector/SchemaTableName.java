package io.skein.spi.connector;

/** A table's name in its catalog; both parts as the connector stores them (lower case for case-insensitive sources). */
public record SchemaTableName(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
