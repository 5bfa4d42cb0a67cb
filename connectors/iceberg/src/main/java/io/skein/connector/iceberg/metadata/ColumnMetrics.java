package io.skein.connector.iceberg.metadata;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** The bounds and counts of one column over several files; what one file does not tell is not known of all. */
final class ColumnMetrics {
    private final NestedField field;
    private final Comparator<Object> order;
    private @Nullable Object low;
    private @Nullable Object high;
    private @Nullable Long nulls;
    private @Nullable Long nans;
    private boolean lowKnown = true;
    private boolean highKnown = true;
    private boolean nullsKnown = true;
    private boolean nansKnown = true;

    ColumnMetrics(NestedField field) {
        this.field = field;
        this.order = Comparators.forType(field.type().asPrimitiveType());
    }

    void add(DataFile file) {
        @Nullable Long fileNulls = of(file.nullValueCounts());
        @Nullable Long fileNans = of(file.nanValueCounts());
        boolean empty = fileNulls != null && fileNulls == file.recordCount();
        @Nullable Object lower = bound(of(file.lowerBounds()));
        @Nullable Object upper = bound(of(file.upperBounds()));
        lowKnown &= empty || lower != null;
        highKnown &= empty || upper != null;
        nullsKnown &= fileNulls != null;
        nansKnown &= fileNans != null;
        low = low == null || lower != null && order.compare(lower, low) < 0 ? lower : low;
        high = high == null || upper != null && order.compare(upper, high) > 0 ? upper : high;
        nulls = sum(nulls, fileNulls);
        nans = sum(nans, fileNans);
    }

    /** Least and greatest value, and the counts of NULL and NaN; null where nothing is known. */
    @Nullable
    Object @Nullable [] values() {
        @Nullable
        Object[] values = {
            lowKnown ? low : null, highKnown ? high : null, nullsKnown ? nulls : null, nansKnown ? nans : null
        };
        return values[0] == null && values[1] == null && values[2] == null ? null : values;
    }

    private @Nullable Object bound(@Nullable ByteBuffer bound) {
        return bound == null ? null : Conversions.fromByteBuffer(field.type(), bound);
    }

    private <V> @Nullable V of(@Nullable Map<Integer, V> metrics) {
        return metrics == null ? null : metrics.get(field.fieldId());
    }

    private static @Nullable Long sum(@Nullable Long known, @Nullable Long more) {
        return known == null || more == null ? more : Long.valueOf(known + more);
    }
}
