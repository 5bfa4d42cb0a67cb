package io.skein.worker.exchange;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.NonNullableStructVector;
import org.apache.arrow.vector.complex.StructVector;

/** Picks rows of a vector into a new one: one loop per vector, not per row. */
final class Gather {
    private static final int OFFSET = Integer.BYTES;

    private Gather() {}

    /** A new vector of the first {@code count} chosen rows. */
    static FieldVector pick(FieldVector source, int[] rows, int count, BufferAllocator allocator) {
        FieldVector target = source.getField().createVector(allocator);
        try {
            fill(source, target, rows, count);
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private static void fill(FieldVector source, FieldVector target, int[] rows, int count) {
        switch (source) {
            case BitVector bits -> bits(bits, (BitVector) target, rows, count);
            case BaseFixedWidthVector fixed -> fixed(fixed, (BaseFixedWidthVector) target, rows, count);
            case BaseVariableWidthVector variable -> variable(variable, (BaseVariableWidthVector) target, rows, count);
            case ListVector list -> list(list, (ListVector) target, rows, count);
            case NonNullableStructVector struct -> struct(struct, (NonNullableStructVector) target, rows, count);
            default -> general(source, target, rows, count);
        }
    }

    private static void bits(BitVector source, BitVector target, int[] rows, int count) {
        target.allocateNew(count);
        validity(source, target, rows, count);
        ArrowBuf from = source.getDataBuffer();
        ArrowBuf to = target.getDataBuffer();
        to.setZero(0, to.capacity());
        for (int i = 0; i < count; i++) {
            if (BitVectorHelper.get(from, rows[i]) != 0) {
                BitVectorHelper.setBit(to, i);
            }
        }
        target.setValueCount(count);
    }

    private static void fixed(BaseFixedWidthVector source, BaseFixedWidthVector target, int[] rows, int count) {
        target.allocateNew(count);
        validity(source, target, rows, count);
        ArrowBuf from = source.getDataBuffer();
        ArrowBuf to = target.getDataBuffer();
        int width = source.getTypeWidth();
        switch (width) {
            case Byte.BYTES -> {
                for (int i = 0; i < count; i++) {
                    to.setByte(i, from.getByte(rows[i]));
                }
            }
            case Integer.BYTES -> {
                for (int i = 0; i < count; i++) {
                    to.setInt((long) i << 2, from.getInt((long) rows[i] << 2));
                }
            }
            case Long.BYTES -> {
                for (int i = 0; i < count; i++) {
                    to.setLong((long) i << 3, from.getLong((long) rows[i] << 3));
                }
            }
            case 2 * Long.BYTES -> {
                for (int i = 0; i < count; i++) {
                    long row = (long) rows[i] << 4;
                    to.setLong((long) i << 4, from.getLong(row));
                    to.setLong(((long) i << 4) + Long.BYTES, from.getLong(row + Long.BYTES));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to.setBytes((long) i * width, from, (long) rows[i] * width, width);
                }
            }
        }
        target.setValueCount(count);
    }

    private static void variable(
            BaseVariableWidthVector source, BaseVariableWidthVector target, int[] rows, int count) {
        ArrowBuf offsets = source.getOffsetBuffer();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            long offset = (long) rows[i] * OFFSET;
            bytes += offsets.getInt(offset + OFFSET) - offsets.getInt(offset);
        }
        target.allocateNew(bytes, count);
        validity(source, target, rows, count);
        ArrowBuf from = source.getDataBuffer();
        ArrowBuf to = target.getDataBuffer();
        ArrowBuf ends = target.getOffsetBuffer();
        int position = 0;
        ends.setInt(0, 0);
        for (int i = 0; i < count; i++) {
            long offset = (long) rows[i] * OFFSET;
            int start = offsets.getInt(offset);
            int length = offsets.getInt(offset + OFFSET) - start;
            if (length > 0) {
                to.setBytes(position, from, start, length);
                position += length;
            }
            ends.setInt((long) (i + 1) * OFFSET, position);
        }
        target.setLastSet(count - 1);
        target.setValueCount(count);
    }

    private static void list(ListVector source, ListVector target, int[] rows, int count) {
        ArrowBuf offsets = source.getOffsetBuffer();
        int elements = 0;
        for (int i = 0; i < count; i++) {
            elements += source.isNull(rows[i]) ? 0 : length(offsets, rows[i]);
        }
        target.setInitialCapacity(count);
        target.allocateNew();
        validity(source, target, rows, count);
        int[] chosen = new int[elements];
        ArrowBuf ends = target.getOffsetBuffer();
        int position = 0;
        ends.setInt(0, 0);
        for (int i = 0; i < count; i++) {
            if (!source.isNull(rows[i])) {
                int start = offsets.getInt((long) rows[i] * OFFSET);
                int length = length(offsets, rows[i]);
                for (int j = 0; j < length; j++) {
                    chosen[position++] = start + j;
                }
            }
            ends.setInt((long) (i + 1) * OFFSET, position);
        }
        fill(source.getDataVector(), target.getDataVector(), chosen, elements);
        target.setLastSet(count - 1);
        target.setValueCount(count);
    }

    private static int length(ArrowBuf offsets, int row) {
        long offset = (long) row * OFFSET;
        return offsets.getInt(offset + OFFSET) - offsets.getInt(offset);
    }

    private static void struct(NonNullableStructVector source, NonNullableStructVector target, int[] rows, int count) {
        target.setInitialCapacity(count);
        target.allocateNew();
        for (int child = 0; child < source.size(); child++) {
            fill(
                    (FieldVector) source.getChildByOrdinal(child),
                    (FieldVector) target.getChildByOrdinal(child),
                    rows,
                    count);
        }
        if (source instanceof StructVector nullable) {
            validity(nullable, (StructVector) target, rows, count);
        }
        target.setValueCount(count);
    }

    private static void general(FieldVector source, FieldVector target, int[] rows, int count) {
        target.setInitialCapacity(count);
        target.allocateNew();
        for (int i = 0; i < count; i++) {
            target.copyFromSafe(rows[i], i, source);
        }
        target.setValueCount(count);
    }

    private static void validity(FieldVector source, FieldVector target, int[] rows, int count) {
        ArrowBuf to = target.getValidityBuffer();
        if (source.getNullCount() == 0) {
            to.setOne(0, BitVectorHelper.getValidityBufferSizeFromCount(count));
            return;
        }
        to.setZero(0, to.capacity());
        ArrowBuf from = source.getValidityBuffer();
        for (int i = 0; i < count; i++) {
            if (BitVectorHelper.get(from, rows[i]) != 0) {
                BitVectorHelper.setBit(to, i);
            }
        }
    }
}
