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

    /** The one with this number. */
    public static RowChange of(int code) {
        for (RowChange change : values()) {
            if (change.code == code) {
                return change;
            }
        }
        throw new IllegalArgumentException("no change of a row has the number " + code);
    }

    /** Its number in rows for a sink: a tinyint. */
    public int code() {
        return code;
    }
}
