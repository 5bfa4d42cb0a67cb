package io.skein.spi.id;

/** A stage of a query; 0 is the root. Text form {@code query.number}. */
public record StageId(QueryId query, int number) {
    @Override
    public String toString() {
        return query + "." + number;
    }
}
