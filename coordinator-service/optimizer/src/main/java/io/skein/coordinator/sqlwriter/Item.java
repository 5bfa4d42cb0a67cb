package io.skein.coordinator.sqlwriter;

/**
 * A column of a block.
 *
 * @param text its SQL over the block's FROM
 */
record Item(String text, Kind kind) {
    enum Kind {
        /** A column of the FROM as it is. */
        COLUMN,
        /** May be written as often as one likes. */
        CONSTANT,
        /** May be written again, at a cost. */
        EXPRESSION,
        /** A subquery: written at most once. */
        ONCE,
        /** A volatile expression: written at most once, and evaluated once for each row. */
        VOLATILE,
        /** An aggregate call of a grouped block. */
        AGGREGATE,
        /** Holds a window call: stands in the SELECT list alone. */
        WINDOW
    }

    static Item column(String name) {
        return new Item(Names.quoted(name), Kind.COLUMN);
    }

    /** Whether its text may not be written twice. */
    boolean once() {
        return kind == Kind.ONCE || kind == Kind.VOLATILE;
    }

    /** The text as an operand. */
    String operand() {
        return switch (kind) {
            case COLUMN, CONSTANT -> text;
            case EXPRESSION, ONCE, VOLATILE, AGGREGATE, WINDOW -> "(" + text + ")";
        };
    }
}
