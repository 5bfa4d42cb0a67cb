package io.skein.connector.sql.query;

/** How far a column's values compare in the database as they do here; each includes those before. */
public enum Comparison {
    /** Only NULL is the same. */
    NULLS,
    /** {@code =} and IN decide the same. */
    EQUALITY,
    /** {@code <} and its like do when texts are compared as {@link SqlDialect#ordered} writes them. */
    COLLATED,
    /** {@code <} and its like do as well. */
    ORDER
}
