package io.skein.connector.iceberg.write;

import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.DVFileWriter;
import org.apache.iceberg.io.OutputFile;

/** Writes positions as deletion vectors, one for each data file, all in one Puffin file. What the data files have lost before is the commit's to add. */
final class DeletionVectorSink implements PageSink {
    private final DVFileWriter writer;

    DeletionVectorSink(Supplier<OutputFile> output) {
        this.writer = new BaseDVFileWriter(output, _ -> null);
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        VarCharVector files = (VarCharVector) batch.getVector(0);
        BigIntVector positions = (BigIntVector) batch.getVector(1);
        ArrowBufPointer bytes = new ArrowBufPointer();
        ArrowBufPointer named = new ArrowBufPointer();
        String file = "";
        for (int row = 0; row < batch.getRowCount(); row++) {
            files.getDataPointer(row, bytes);
            if (row == 0 || !bytes.equals(named)) {
                files.getDataPointer(row, named);
                file = files.getObject(row).toString();
            }
            writer.delete(file, positions.get(row), PartitionSpec.unpartitioned(), null);
        }
    }

    @Override
    public List<byte[]> finish() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_EXTERNAL,
                    "Cannot write deletion vectors: " + failure.getMessage(),
                    failure);
        }
        return writer.result().deleteFiles().stream()
                .map(vector -> WrittenFileCodec.encode(new WrittenFile(
                        vector.location(),
                        vector.recordCount(),
                        vector.fileSizeInBytes(),
                        Map.of(),
                        new WrittenFile.Content.Vector(
                                vector.referencedDataFile(), vector.contentOffset(), vector.contentSizeInBytes()))))
                .toList();
    }

    /** Nothing is written before the end. */
    @Override
    public void abort() {}
}
