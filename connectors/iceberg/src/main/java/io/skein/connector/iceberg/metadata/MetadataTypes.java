package io.skein.connector.iceberg.metadata;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types that metadata tables share, and the values of those that are put together. */
final class MetadataTypes {
    static final Type INTEGER = Type.Simple.INTEGER;
    static final Type BIGINT = Type.Simple.BIGINT;
    static final Type BOOLEAN = Type.Simple.BOOLEAN;
    static final Type VARCHAR = Type.Varchar.UNBOUNDED;
    static final Type INSTANT = new Type.TimestampWithTimeZone(3);
    static final Type COUNTS = new Type.MapOf(INTEGER, BIGINT);
    static final Type TEXTS = new Type.MapOf(INTEGER, VARCHAR);

    private static final int MICROS_PER_MILLI = 1000;

    private MetadataTypes() {}

    static Type.Field field(String name, Type type) {
        return new Type.Field(Optional.of(name), type);
    }

    /** A manifest's summary of each field of its partitions. */
    static Type partitionSummaries() {
        return new Type.Array(new Type.Row(List.of(
                field("contains_null", BOOLEAN),
                field("contains_nan", BOOLEAN),
                field("lower_bound", VARCHAR),
                field("upper_bound", VARCHAR))));
    }

    static Object[] instant(long milliseconds) {
        return new Object[] {milliseconds * MICROS_PER_MILLI, "UTC"};
    }

    static <V, W> @Nullable Map<Integer, W> mapped(
            @Nullable Map<Integer, V> values, Function<Map.Entry<Integer, V>, W> as) {
        return values == null ? null : values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, as));
    }
}
