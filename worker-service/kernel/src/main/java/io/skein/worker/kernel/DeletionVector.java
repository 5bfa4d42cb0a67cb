package io.skein.worker.kernel;

import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/**
 * The numbers of the rows that a blob {@code deletion-vector-v1} of Iceberg's Puffin specification takes away: a length and a magic number, then 64-bit
 * numbers as one Roaring bitmap for each value of their upper halves, then a checksum.
 */
final class DeletionVector {
    private static final int MAGIC = 0x6439D3D1;
    /** The length before and the checksum after what these are about. */
    private static final int FRAME_BYTES = 2 * Integer.BYTES;

    private static final int BATCH = 4096;

    private final List<Part> parts;

    private DeletionVector(List<Part> parts) {
        this.parts = parts;
    }

    private record Part(long upper, ImmutableRoaringBitmap lower) {}

    /** Takes the numbers one by one, in order. */
    interface Positions {
        void accept(long position) throws Exception;
    }

    /** Reads and checks the blob; ICEBERG_BAD_DATA where it is none, or says another count of rows than its file's metadata. */
    static DeletionVector read(Split.DeletionVector vector) {
        try {
            DeletionVector read = decode(bytes(vector));
            long rows = read.parts.stream()
                    .mapToLong(part -> part.lower().getLongCardinality())
                    .sum();
            if (rows != vector.rows()) {
                throw new IOException("it has " + rows + " rows, not " + vector.rows());
            }
            return read;
        } catch (IOException | RuntimeException damaged) {
            throw new SkeinException(
                    StandardErrorCode.ICEBERG_BAD_DATA,
                    "Failed to read file \"" + vector.path() + "\": no deletion vector at " + vector.offset() + ", "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    private static ByteBuffer bytes(Split.DeletionVector vector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(vector.bytes()));
        try (FileChannel file = FileChannel.open(Path.of(vector.path()), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, vector.offset() + bytes.position()) < 0) {
                    throw new EOFException("the file ends before it does");
                }
            }
        }
        return bytes.flip();
    }

    private static DeletionVector decode(ByteBuffer blob) throws IOException {
        int length = blob.order(ByteOrder.BIG_ENDIAN).getInt();
        if (length != blob.capacity() - FRAME_BYTES) {
            throw new IOException("its length is " + length);
        }
        CRC32 checksum = new CRC32();
        checksum.update(blob.slice(Integer.BYTES, length));
        if ((int) checksum.getValue() != blob.getInt(Integer.BYTES + length)) {
            throw new IOException("its checksum is wrong");
        }
        ByteBuffer content = blob.slice(Integer.BYTES, length).order(ByteOrder.LITTLE_ENDIAN);
        if (content.getInt() != MAGIC) {
            throw new IOException("its magic number is wrong");
        }
        List<Part> parts = new ArrayList<>();
        for (long left = content.getLong(); left > 0; left--) {
            long upper = Integer.toUnsignedLong(content.getInt()) << Integer.SIZE;
            ImmutableRoaringBitmap lower = new ImmutableRoaringBitmap(content.slice());
            parts.add(new Part(upper, lower));
            content.position(content.position() + lower.serializedSizeInBytes());
        }
        return new DeletionVector(parts);
    }

    void forEach(Positions positions) throws Exception {
        int[] batch = new int[BATCH];
        for (Part part : parts) {
            BatchIterator lower = part.lower().getBatchIterator();
            while (lower.hasNext()) {
                int count = lower.nextBatch(batch);
                for (int i = 0; i < count; i++) {
                    positions.accept(part.upper() | Integer.toUnsignedLong(batch[i]));
                }
            }
        }
    }
}
