package io.skein.tests.fuzz;

/** What an expression's type is for the generator: any operation of a kind takes any expression of it. */
enum Kind {
    BIGINT,
    /** Never added up over rows, since the sum depends on their order. */
    DOUBLE,
    DECIMAL,
    VARCHAR,
    DATE,
    BOOLEAN
}
