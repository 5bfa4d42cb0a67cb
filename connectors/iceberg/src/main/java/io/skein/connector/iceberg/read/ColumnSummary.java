package io.skein.connector.iceberg.read;

import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** What the files' metrics add up to for one column; one file without a metric makes that metric unknown. */
final class ColumnSummary {
    private final NestedField field;
    private long rows;
    private long nulls;
    private boolean nullsKnown = true;
    private boolean boundsKnown = true;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    ColumnSummary(NestedField field) {
        this.field = field;
    }

    NestedField field() {
        return field;
    }

    void add(DataFile file) {
        rows += file.recordCount();
        @Nullable Long fileNulls = of(file.nullValueCounts());
        if (fileNulls == null) {
            nullsKnown = false;
        } else {
            nulls += fileNulls;
        }
        boolean onlyNulls = fileNulls != null && fileNulls == file.recordCount();
        if (boundsKnown && !onlyNulls) {
            OptionalDouble lower = number(of(file.lowerBounds()));
            OptionalDouble upper = number(of(file.upperBounds()));
            boundsKnown = lower.isPresent() && upper.isPresent();
            low = Math.min(low, lower.orElse(low));
            high = Math.max(high, upper.orElse(high));
        }
    }

    ColumnStatistics statistics(OptionalDouble distinctValues) {
        boolean bounded = boundsKnown && low <= high;
        double values = nullsKnown ? rows - nulls : rows;
        return new ColumnStatistics(
                nullsKnown && rows > 0 ? OptionalDouble.of((double) nulls / rows) : OptionalDouble.empty(),
                distinctValues.isPresent()
                        ? OptionalDouble.of(Math.min(distinctValues.getAsDouble(), values))
                        : distinctValues,
                bounded ? OptionalDouble.of(low) : OptionalDouble.empty(),
                bounded ? OptionalDouble.of(high) : OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private <V> @Nullable V of(@Nullable Map<Integer, V> metrics) {
        return metrics == null ? null : metrics.get(field.fieldId());
    }

    private OptionalDouble number(@Nullable ByteBuffer bound) {
        if (bound == null || !isNumeric(field.type())) {
            return OptionalDouble.empty();
        }
        Object value = Conversions.fromByteBuffer(field.type(), bound);
        return switch (value) {
            case BigDecimal decimal -> OptionalDouble.of(decimal.doubleValue());
            case Number number when !Double.isNaN(number.doubleValue()) -> OptionalDouble.of(number.doubleValue());
            default -> OptionalDouble.empty();
        };
    }

    /** Dates are days, timestamps microseconds: just as statistics want them. */
    private static boolean isNumeric(Type type) {
        return switch (type.typeId()) {
            case INTEGER, LONG, FLOAT, DOUBLE, DECIMAL, DATE, TIMESTAMP -> true;
            default -> false;
        };
    }
}
