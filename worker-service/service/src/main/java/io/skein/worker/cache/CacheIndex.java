package io.skein.worker.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What is kept beside a cached file: whose it is, which parts are there, and the checksum of its footer. It ends with a checksum of its own.
 *
 * @param footerStart from where to the end of the file the footer's checksum is
 */
record CacheIndex(String key, long fileBytes, long footerStart, long footerChecksum, List<Range> ranges) {
    private static final int FORMAT = 1;

    CacheIndex {
        ranges = List.copyOf(ranges);
    }

    /** Appears whole or not at all. */
    void write(Path path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeUTF(key);
        out.writeLong(fileBytes);
        out.writeLong(footerStart);
        out.writeLong(footerChecksum);
        out.writeInt(ranges.size());
        for (Range range : ranges) {
            out.writeLong(range.start());
            out.writeLong(range.end());
        }
        out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        Path made = path.resolveSibling(path.getFileName() + ".new");
        Files.write(made, bytes.toByteArray());
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Fails for anything that is not an index as it was written. */
    static CacheIndex read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int length = bytes.length - Long.BYTES;
        if (length < 0) {
            throw new IOException("Too short for an index: " + path);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(length);
            if (in.readLong() != checksum(bytes, length)) {
                throw new IOException("An index with a wrong checksum: " + path);
            }
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("An index of another format: " + path);
            }
            String key = in.readUTF();
            long fileBytes = in.readLong();
            long footerStart = in.readLong();
            long footerChecksum = in.readLong();
            List<Range> ranges = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ranges.add(new Range(in.readLong(), in.readLong()));
            }
            return new CacheIndex(key, fileBytes, footerStart, footerChecksum, ranges);
        }
    }

    static long checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }
}
