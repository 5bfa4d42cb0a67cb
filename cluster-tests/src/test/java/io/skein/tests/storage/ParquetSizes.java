package io.skein.tests.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** How long columns are in the files of a bucket, by the files' own word. */
final class ParquetSizes {
    private ParquetSizes() {}

    /** Of all files below the prefix. */
    static long of(S3Server server, String prefix, String... columns) {
        Set<String> wanted = Set.of(columns);
        return server.keys(prefix).stream()
                .filter(key -> key.endsWith(".parquet"))
                .map(key -> footer(server.read(key)))
                .flatMap(footer -> footer.getRow_groups().stream())
                .flatMap(group -> group.getColumns().stream())
                .filter(chunk ->
                        wanted.contains(chunk.getMeta_data().getPath_in_schema().getFirst()))
                .mapToLong(chunk -> chunk.getMeta_data().getTotal_compressed_size())
                .sum();
    }

    private static FileMetaData footer(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
