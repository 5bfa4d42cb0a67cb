package io.skein.connector.sql.pushdown;

/** Work that the database does not do, or would do otherwise. */
public final class NotTakenException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    public NotTakenException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why, for people to read. */
    public String reason() {
        return reason;
    }
}
