package io.skein.worker.summary;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Decimals, all of one scale. */
final class DecimalValues implements KeyValues {
    private final Type type;
    private final TreeSet<BigDecimal> distinct = new TreeSet<>();
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal high;

    DecimalValues(Type type) {
        this.type = type;
    }

    @Override
    public void add(FieldVector vector) {
        DecimalVector decimals = (DecimalVector) vector;
        for (int row = 0; row < decimals.getValueCount(); row++) {
            BigDecimal value = decimals.getObject(row);
            if (value != null) {
                add(value);
            }
        }
    }

    private void add(BigDecimal value) {
        low = low == null ? value : low.min(value);
        high = high == null ? value : high.max(value);
        if (distinct.size() <= MOST_VALUES) {
            distinct.add(value);
        }
    }

    @Override
    public Domain domain() {
        if (low == null || high == null) {
            return new Domain(type, List.of(), false);
        }
        return new Domain(
                type,
                distinct.size() > MOST_VALUES
                        ? List.of(new Range(Optional.of(low), true, Optional.of(high), true))
                        : distinct.stream().map(Range::equal).toList(),
                false);
    }
}
