package io.skein.spi.connector;

/** What becomes of a row in DELETE, UPDATE and MERGE. */
public enum RowChange {
    INSERT(1),
    DELETE(2),
    UPDATE(3);

    private final int code;

    RowChange(int code) {
        this.code = code;
    }

    /** Its number in rows for a sink: a tinyint. */
    public int code() {
        return code;
    }
}
