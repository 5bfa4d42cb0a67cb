package io.skein.connector.kafka.table;

import io.skein.spi.type.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What every table has besides its own columns; each is called so after the catalog's prefix. */
public enum InternalColumn {
    PARTITION_ID(Type.Simple.BIGINT, "Partition Id"),
    PARTITION_OFFSET(Type.Simple.BIGINT, "Offset for the message within the partition"),
    MESSAGE_CORRUPT(Type.Simple.BOOLEAN, "Message data is corrupt"),
    MESSAGE(Type.Varchar.UNBOUNDED, "Message text"),
    HEADERS(
            new Type.MapOf(Type.Varchar.UNBOUNDED, new Type.Array(Type.Simple.VARBINARY)),
            "Headers of the message as map"),
    MESSAGE_LENGTH(Type.Simple.BIGINT, "Total number of message bytes"),
    KEY_CORRUPT(Type.Simple.BOOLEAN, "Key data is corrupt"),
    KEY(Type.Varchar.UNBOUNDED, "Key text"),
    KEY_LENGTH(Type.Simple.BIGINT, "Total number of key bytes"),
    TIMESTAMP(new Type.Timestamp(3), "Message timestamp");

    private final Type type;
    private final String comment;

    InternalColumn(Type type, String comment) {
        this.type = type;
        this.comment = comment;
    }

    public Type type() {
        return type;
    }

    public String comment() {
        return comment;
    }

    /** Its name with the catalog's prefix. */
    public String column(String prefix) {
        return prefix + name().toLowerCase(Locale.ENGLISH);
    }

    /** The one of that name. */
    public static Optional<InternalColumn> named(String prefix, String name) {
        return Arrays.stream(values())
                .filter(column -> column.column(prefix).equals(name))
                .findFirst();
    }
}
