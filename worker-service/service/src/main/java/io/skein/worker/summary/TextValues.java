package io.skein.worker.summary;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Texts in the order of their code points, which is that of their UTF-8 bytes. */
final class TextValues implements KeyValues {
    private static final long MOST_BYTES = 1 << 20;
    private static final int LONGEST_BOUND = 1024;

    private final Type type;
    private final TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
    private long bytes;
    private boolean many;
    private byte @Nullable [] low;
    private byte @Nullable [] high;

    TextValues(Type type) {
        this.type = type;
    }

    @Override
    public void add(FieldVector vector) {
        VarCharVector texts = (VarCharVector) vector;
        for (int row = 0; row < texts.getValueCount(); row++) {
            if (!texts.isNull(row)) {
                add(texts.get(row));
            }
        }
    }

    private void add(byte[] value) {
        if (low == null || Arrays.compareUnsigned(value, low) < 0) {
            low = value;
        }
        if (high == null || Arrays.compareUnsigned(value, high) > 0) {
            high = value;
        }
        if (!many && distinct.add(value)) {
            bytes += value.length;
            many = distinct.size() > MOST_VALUES || bytes > MOST_BYTES;
            if (many) {
                distinct.clear();
            }
        }
    }

    @Override
    public Domain domain() {
        if (low == null || high == null) {
            return new Domain(type, List.of(), false);
        }
        return new Domain(
                type,
                many
                        ? List.of(new Range(
                                bound(low), low.length <= LONGEST_BOUND, bound(high), high.length <= LONGEST_BOUND))
                        : distinct.stream()
                                .map(value -> Range.equal(text(value)))
                                .toList(),
                false);
    }

    /** None where the text is too long to be sent around. */
    private static Optional<Object> bound(byte[] value) {
        return value.length <= LONGEST_BOUND ? Optional.of(text(value)) : Optional.empty();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
