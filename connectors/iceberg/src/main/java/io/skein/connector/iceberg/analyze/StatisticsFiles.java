package io.skein.connector.iceberg.analyze;

import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaUnion;
import org.apache.iceberg.GenericBlobMetadata;
import org.apache.iceberg.GenericStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.puffin.Blob;
import org.apache.iceberg.puffin.BlobMetadata;
import org.apache.iceberg.puffin.Puffin;
import org.apache.iceberg.puffin.PuffinCompressionCodec;
import org.apache.iceberg.puffin.PuffinReader;
import org.apache.iceberg.puffin.PuffinWriter;
import org.apache.iceberg.puffin.StandardBlobTypes;
import org.apache.iceberg.util.Pair;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot's statistics file: the new sketches, and of the columns that have none the ones that there were. */
final class StatisticsFiles {
    private static final String DISTINCT = "ndv";

    private final Table table;
    private final TableVersion analyzed;

    StatisticsFiles(Table table, TableVersion analyzed) {
        this.table = table;
        this.analyzed = analyzed;
    }

    /** The same for a snapshot that has just added rows to those of the one before it. Of columns that nothing was known of there is nothing known now. */
    void add(Map<Integer, CompactThetaSketch> added) {
        @Nullable Snapshot snapshot = analyzed.table().currentSnapshot();
        @Nullable
        Snapshot before = snapshot == null || snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
        if (before == null
                || before.summary()
                        .getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "")
                        .equals("0")) {
            write(added);
            return;
        }
        // A column that was not written has no new values.
        write(together(before, added));
    }

    /** Adds what was learnt of some partitions to what is known of all, now or of the last snapshot that something is known of. */
    void addPartitions(Map<Integer, CompactThetaSketch> learnt) {
        @Nullable Snapshot known = analyzed.table().currentSnapshot();
        while (known != null && !isKnown(known)) {
            known = known.parentId() == null ? null : table.snapshot(known.parentId());
        }
        Map<Integer, CompactThetaSketch> all = new HashMap<>(learnt);
        if (known != null) {
            all.putAll(together(known, learnt));
        }
        write(all);
    }

    private boolean isKnown(Snapshot snapshot) {
        return table.statisticsFiles().stream().anyMatch(file -> file.snapshotId() == snapshot.snapshotId());
    }

    /** The sketches that the snapshot has, with more values. */
    private Map<Integer, CompactThetaSketch> together(Snapshot snapshot, Map<Integer, CompactThetaSketch> added) {
        Map<Integer, CompactThetaSketch> together = new HashMap<>();
        for (Blob blob : blobs(snapshot, Set.of())) {
            if (blob.inputFields().size() == 1 && blob.type().equals(StandardBlobTypes.APACHE_DATASKETCHES_THETA_V1)) {
                ThetaUnion union = ThetaSetOperation.builder().buildUnion();
                union.union(CompactThetaSketch.heapify(MemorySegment.ofArray(bytes(blob.blobData()))));
                @Nullable CompactThetaSketch more = added.get(blob.inputFields().getFirst());
                if (more != null) {
                    union.union(more);
                }
                together.put(blob.inputFields().getFirst(), union.getResult());
            }
        }
        return together;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    void write(Map<Integer, CompactThetaSketch> sketches) {
        @Nullable Snapshot snapshot = analyzed.table().currentSnapshot();
        if (snapshot == null || sketches.isEmpty()) {
            return;
        }
        String path = ((org.apache.iceberg.BaseTable) table)
                .operations()
                .metadataFileLocation("%s-%s.stats".formatted(snapshot.snapshotId(), UUID.randomUUID()));
        OutputFile output = table.io().newOutputFile(path);
        try {
            StatisticsFile file = write(output, snapshot, sketches);
            Failures.changing(
                    analyzed.toString(),
                    () -> table.updateStatistics().setStatistics(file).commit());
        } catch (RuntimeException failure) {
            if (!(failure instanceof SkeinException known)
                    || !known.code().equals(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code())) {
                table.io().deleteFile(path);
            }
            throw failure;
        }
    }

    private StatisticsFile write(OutputFile output, Snapshot snapshot, Map<Integer, CompactThetaSketch> sketches) {
        try (PuffinWriter writer = Puffin.write(output).createdBy("Skein").build()) {
            sketches.forEach((field, sketch) -> writer.add(blob(field, snapshot, sketch)));
            blobs(snapshot, sketches.keySet()).forEach(writer::add);
            writer.finish();
            return new GenericStatisticsFile(
                    snapshot.snapshotId(),
                    output.location(),
                    writer.fileSize(),
                    writer.footerSize(),
                    writer.writtenBlobsMetadata().stream()
                            .map(GenericBlobMetadata::from)
                            .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Blob blob(int field, Snapshot snapshot, CompactThetaSketch sketch) {
        return new Blob(
                StandardBlobTypes.APACHE_DATASKETCHES_THETA_V1,
                List.of(field),
                snapshot.snapshotId(),
                snapshot.sequenceNumber(),
                ByteBuffer.wrap(sketch.toByteArray()),
                PuffinCompressionCodec.ZSTD,
                Map.of(DISTINCT, String.valueOf(Math.round(sketch.getEstimate()))));
    }

    /** What the snapshot's present file has of other columns than these. */
    private List<Blob> blobs(Snapshot snapshot, Set<Integer> others) {
        List<Blob> kept = new ArrayList<>();
        Set<Integer> seen = new HashSet<>(others);
        for (StatisticsFile file : table.statisticsFiles()) {
            if (file.snapshotId() == snapshot.snapshotId()) {
                InputFile input = table.io().newInputFile(file.path());
                try (PuffinReader reader = Puffin.read(input)
                        .withFileSize(file.fileSizeInBytes())
                        .withFooterSize(file.fileFooterSizeInBytes())
                        .build()) {
                    List<BlobMetadata> wanted = reader.fileMetadata().blobs().stream()
                            .filter(blob -> blob.inputFields().size() != 1
                                    || seen.add(blob.inputFields().getFirst()))
                            .toList();
                    for (Pair<BlobMetadata, ByteBuffer> blob : reader.readAll(wanted)) {
                        BlobMetadata metadata = blob.first();
                        kept.add(new Blob(
                                metadata.type(),
                                metadata.inputFields(),
                                metadata.snapshotId(),
                                metadata.sequenceNumber(),
                                blob.second(),
                                PuffinCompressionCodec.ZSTD,
                                metadata.properties()));
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
        return kept;
    }
}
