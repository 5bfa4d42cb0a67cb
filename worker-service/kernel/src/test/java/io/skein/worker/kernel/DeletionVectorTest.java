package io.skein.worker.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Blobs as the Puffin specification draws them, somewhere within a file. */
class DeletionVectorTest {
    private static final byte[] MAGIC = {(byte) 0xD1, (byte) 0xD3, 0x39, 0x64};
    private static final int OFFSET = 7;

    @TempDir
    private Path directory;

    @Test
    void positionsComeInOrderAlsoBeyondFourBytes() throws Exception {
        RoaringBitmap low = RoaringBitmap.bitmapOf(0, 5, -1);
        low.add(100_000L, 170_000L);
        RoaringBitmap high = RoaringBitmap.bitmapOf(3);

        List<Long> positions = positions(vector(blob(low, high), 70_004));

        assertThat(positions).hasSize(70_004).isSorted();
        assertThat(positions.subList(0, 3)).containsExactly(0L, 5L, 100_000L);
        assertThat(positions.subList(70_002, 70_004)).containsExactly(4_294_967_295L, (1L << 32) + 3);
    }

    @Test
    void noPositionIsFine() throws Exception {
        assertThat(positions(vector(blob(), 0))).isEmpty();
    }

    @Test
    void whatIsDamagedIsSaid() throws IOException {
        byte[] good = blob(RoaringBitmap.bitmapOf(1, 2));

        assertRefused(good, 3, "it has 2 rows, not 3");
        assertRefused(changed(good, 14), 2, "its checksum is wrong");
        assertRefused(changed(good, good.length - 1), 2, "its checksum is wrong");
        assertRefused(changed(good, 0), 2, "its length is " + (good.length - 8 ^ 0xFF << 24));
        assertRefused(framed(content(new byte[4], RoaringBitmap.bitmapOf(1, 2))), 2, "its magic number is wrong");
    }

    private void assertRefused(byte[] blob, long rows, String why) throws IOException {
        Split.DeletionVector vector = vector(blob, rows);
        assertThatThrownBy(() -> DeletionVector.read(vector)).isInstanceOfSatisfying(SkeinException.class, failure -> {
            assertThat(failure.code()).isEqualTo(StandardErrorCode.ICEBERG_BAD_DATA.code());
            assertThat(failure)
                    .hasMessage("Failed to read file \"" + vector.path() + "\": no deletion vector at " + OFFSET + ", "
                            + why);
        });
    }

    private static List<Long> positions(Split.DeletionVector vector) throws Exception {
        List<Long> positions = new ArrayList<>();
        DeletionVector.read(vector).forEach(positions::add);
        return positions;
    }

    private Split.DeletionVector vector(byte[] blob, long rows) throws IOException {
        Path file = Files.createTempFile(directory, "vector", ".puffin");
        ByteBuffer bytes = ByteBuffer.allocate(OFFSET + blob.length + 1);
        Files.write(file, bytes.put(OFFSET, blob).array());
        return new Split.DeletionVector(file.toString(), bytes.capacity(), OFFSET, blob.length, rows);
    }

    private static byte[] changed(byte[] blob, int place) {
        byte[] other = blob.clone();
        other[place] ^= (byte) 0xFF;
        return other;
    }

    private static byte[] blob(RoaringBitmap... bitmaps) {
        return framed(content(MAGIC, bitmaps));
    }

    private static byte[] content(byte[] magic, RoaringBitmap... bitmaps) {
        ByteBuffer content = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        content.put(magic).putLong(bitmaps.length);
        for (int upper = 0; upper < bitmaps.length; upper++) {
            content.putInt(upper);
            bitmaps[upper].serialize(content);
        }
        byte[] bytes = new byte[content.position()];
        content.flip().get(bytes);
        return bytes;
    }

    private static byte[] framed(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(content.length + 8)
                .putInt(content.length)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }
}
