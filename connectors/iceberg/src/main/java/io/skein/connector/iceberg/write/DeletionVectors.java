package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.util.ContentFileUtil;
import org.jspecify.annotations.Nullable;

/**
 * Written deletion vectors as Iceberg's. A data file has at most one, so vectors of several sinks, and the one that is there already, become one new vector; otherwise
 * the sinks' files stay as they are.
 */
final class DeletionVectors {
    private final FileIO io;
    private final Map<Integer, PartitionSpec> specs;
    private final Map<String, FileScanTask> affected;

    /** @param affected the data files as the statement has read them, by location */
    DeletionVectors(FileIO io, Map<Integer, PartitionSpec> specs, Map<String, FileScanTask> affected) {
        this.io = io;
        this.specs = specs;
        this.affected = affected;
    }

    /**
     * What a commit puts in and takes out.
     *
     * @param needless files of sinks that nobody needs once that is done
     */
    record Result(List<DeleteFile> added, List<DeleteFile> removed, Set<String> needless) {}

    /** A location for a new file. */
    static String newLocation(String directory) {
        return Locations.in(directory, UUID.randomUUID() + ".puffin");
    }

    /** @param directory for a new file */
    Result of(List<WrittenFile> written, String directory) {
        Set<String> files = new HashSet<>();
        boolean single =
                written.stream().allMatch(file -> files.add(vector(file).file()));
        boolean first =
                affected.values().stream().allMatch(task -> positions(task).isEmpty());
        return single && first
                ? new Result(written.stream().map(this::deleteFile).toList(), List.of(), Set.of())
                : merged(written, directory);
    }

    private Result merged(List<WrittenFile> written, String directory) {
        BaseDVFileWriter writer =
                new BaseDVFileWriter(() -> io.newOutputFile(newLocation(directory)), this::deletedBefore);
        try {
            for (WrittenFile file : written) {
                DataFile dataFile = task(file).file();
                writer.delete(
                        dataFile.location(),
                        read(deleteFile(file)),
                        Objects.requireNonNull(specs.get(dataFile.specId())),
                        dataFile.partition());
            }
            writer.close();
        } catch (IOException failure) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_EXTERNAL,
                    "Cannot write deletion vectors: " + failure.getMessage(),
                    failure);
        }
        DeleteWriteResult result = writer.result();
        Set<String> needless = new HashSet<>();
        written.forEach(file -> needless.add(file.path()));
        return new Result(result.deleteFiles(), result.rewrittenDeleteFiles(), needless);
    }

    private @Nullable PositionDeleteIndex deletedBefore(String dataFile) {
        List<DeleteFile> before = positions(Objects.requireNonNull(affected.get(dataFile)));
        if (before.isEmpty()) {
            return null;
        }
        Optional<DeleteFile> vector =
                before.stream().filter(ContentFileUtil::isDV).findFirst();
        try {
            return read(vector.orElseThrow(() -> new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Rows of " + dataFile + " are deleted by files of format version 2. "
                            + "Run ALTER TABLE ... EXECUTE optimize before its rows are changed")));
        } catch (IOException failure) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_EXTERNAL,
                    "Cannot read the deletion vector of " + dataFile + ": " + failure.getMessage(),
                    failure);
        }
    }

    private PositionDeleteIndex read(DeleteFile vector) throws IOException {
        byte[] blob = new byte[Math.toIntExact(vector.contentSizeInBytes())];
        try (SeekableInputStream file = io.newInputFile(vector).newStream()) {
            file.seek(vector.contentOffset());
            IOUtil.readFully(file, blob, 0, blob.length);
        }
        return PositionDeleteIndex.deserialize(blob, vector);
    }

    private DeleteFile deleteFile(WrittenFile file) {
        WrittenFile.Content.Vector vector = vector(file);
        DataFile dataFile = task(file).file();
        return FileMetadata.deleteFileBuilder(Objects.requireNonNull(specs.get(dataFile.specId())))
                .ofPositionDeletes()
                .withFormat(FileFormat.PUFFIN)
                .withPath(file.path())
                .withPartition(dataFile.partition())
                .withFileSizeInBytes(file.bytes())
                .withReferencedDataFile(vector.file())
                .withContentOffset(vector.offset())
                .withContentSizeInBytes(vector.length())
                .withRecordCount(file.rows())
                .build();
    }

    private FileScanTask task(WrittenFile file) {
        return Objects.requireNonNull(affected.get(vector(file).file()));
    }

    private static WrittenFile.Content.Vector vector(WrittenFile file) {
        return (WrittenFile.Content.Vector) file.content();
    }

    private static List<DeleteFile> positions(FileScanTask task) {
        return task.deletes().stream()
                .filter(deletes -> deletes.content() == FileContent.POSITION_DELETES)
                .toList();
    }
}
