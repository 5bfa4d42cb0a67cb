package io.skein.spi.id;

/** A query, unique in time: yyyyMMdd_HHmmss_nnnnn_node, Trino's form; the last part names the coordinator that owns it. */
public record QueryId(String value) {
    public QueryId {
        if (value.isEmpty() || !value.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("Not an id: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
