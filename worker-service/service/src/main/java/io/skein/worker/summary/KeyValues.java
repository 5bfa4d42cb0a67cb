package io.skein.worker.summary;

import io.skein.spi.connector.Domain;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import org.apache.arrow.vector.FieldVector;

/** The values of one column so far, in bounded memory: each of them, or where these are too many, the lowest and the highest. */
interface KeyValues {
    /** So many values are kept. */
    int MOST_VALUES = 10_000;

    /** Takes the vector's values; NULLs find no partner and are left out. */
    void add(FieldVector vector);

    /** What was seen lies within. */
    Domain domain();

    static KeyValues of(Type type) {
        return switch (type) {
            case Type.Varchar _ -> new TextValues(type);
            case Type.Decimal _ -> new DecimalValues(type);
            case Type.Timestamp _ -> new LongValues(type);
            case Type.Simple simple
            when simple == Type.Simple.DATE
                    || simple == Type.Simple.TINYINT
                    || simple == Type.Simple.SMALLINT
                    || simple == Type.Simple.INTEGER
                    || simple == Type.Simple.BIGINT -> new LongValues(type);
            default ->
                throw new SkeinException(
                        StandardErrorCode.SERIALIZATION_ERROR, "Keys of type " + type + " are not summed up");
        };
    }
}
