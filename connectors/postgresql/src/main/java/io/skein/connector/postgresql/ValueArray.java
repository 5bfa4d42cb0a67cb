package io.skein.connector.postgresql;

import io.skein.spi.type.Type;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column's values on their way, as an array for the server: of the type itself where that is exact and fast, else of texts, which the server casts. */
final class ValueArray {
    private static final int NUMBER_BYTES = 8;
    private static final String TEXT = "text";

    private final Type type;
    private final boolean textual;
    private final List<@Nullable Object> values = new ArrayList<>();

    ValueArray(Type type) {
        this.type = type;
        this.textual = elements().equals(TEXT);
    }

    /** The elements' type in the server's words. */
    String elements() {
        return switch (type) {
            case Type.Simple.BOOLEAN -> "boolean";
            case Type.Simple.SMALLINT -> "smallint";
            case Type.Simple.INTEGER -> "integer";
            case Type.Simple.BIGINT -> "bigint";
            case Type.Simple.REAL -> "real";
            case Type.Simple.DOUBLE -> "double precision";
            default -> TEXT;
        };
    }

    /**
     * Takes a value in {@link io.skein.connector.sql.value.VectorReader}'s form.
     *
     * @return about how many bytes it has
     * @throws IllegalArgumentException for one that PostgreSQL has no form for
     */
    int add(@Nullable Object value) {
        if (value == null) {
            values.add(null);
            return 1;
        }
        if (!textual) {
            values.add(value);
            return NUMBER_BYTES;
        }
        String text = PostgresText.of(value);
        values.add(text);
        return text.length();
    }

    /** Puts all into a statement's parameters, and begins anew. */
    void moveTo(Tuple parameters) {
        switch (type) {
            case Type.Simple.BOOLEAN -> parameters.addArrayOfBoolean(values.toArray(Boolean[]::new));
            case Type.Simple.SMALLINT -> parameters.addArrayOfShort(values.toArray(Short[]::new));
            case Type.Simple.INTEGER -> parameters.addArrayOfInteger(values.toArray(Integer[]::new));
            case Type.Simple.BIGINT -> parameters.addArrayOfLong(values.toArray(Long[]::new));
            case Type.Simple.REAL -> parameters.addArrayOfFloat(values.toArray(Float[]::new));
            case Type.Simple.DOUBLE -> parameters.addArrayOfDouble(values.toArray(Double[]::new));
            default -> parameters.addArrayOfString(values.toArray(String[]::new));
        }
        values.clear();
    }
}
