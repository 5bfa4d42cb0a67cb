package io.skein.rpc.catalog;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.FileTarget;
import io.skein.proto.v1.PageTarget;
import io.skein.proto.v1.PartitionTerm;
import io.skein.proto.v1.SortTerm;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WriteHandle.SortTerm.Direction;
import io.skein.spi.connector.WriteHandle.SortTerm.Nulls;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** Handles of writes under way. */
public final class WriteCodec {
    private WriteCodec() {}

    public static io.skein.proto.v1.WriteHandle encode(WriteHandle handle) {
        io.skein.proto.v1.WriteHandle.Builder builder = io.skein.proto.v1.WriteHandle.newBuilder()
                .setTable(TableCodec.encode(handle.table()))
                .addAllColumns(TableCodec.encodeColumns(handle.columns()))
                .setData(ByteString.copyFrom(handle.data()));
        switch (handle.target()) {
            case WriteHandle.Files files -> builder.setFiles(encode(files));
            case WriteHandle.Pages pages -> builder.setPages(PageTarget.getDefaultInstance());
        }
        return builder.build();
    }

    public static WriteHandle decode(io.skein.proto.v1.WriteHandle handle) {
        return new WriteHandle(
                TableCodec.decode(handle.getTable()),
                TableCodec.decodeColumns(handle.getColumnsList()),
                target(handle),
                handle.getData().toByteArray());
    }

    private static FileTarget encode(WriteHandle.Files files) {
        FileTarget.Builder target = FileTarget.newBuilder()
                .setDirectory(files.directory())
                .setTargetFileBytes(files.targetFileBytes())
                .setCompression(files.compression())
                .setChanges(files.rows().changes())
                .setDeletionVectors(files.rows() == WriteHandle.Rows.CHANGED_BY_VECTORS);
        WriteHandle.Layout layout = files.layout();
        target.setMaximumPartitions(layout.maximumPartitions())
                .setLearning(layout.learning() == WriteHandle.Learning.VALUES)
                .setBloomFilters(layout.bloomFilters() == WriteHandle.BloomFilters.ALWAYS);
        layout.sorting()
                .forEach(term -> target.addSorting(SortTerm.newBuilder()
                        .setColumn(term.column())
                        .setDescending(term.direction() == Direction.DESCENDING)
                        .setNullsFirst(term.nulls() == Nulls.FIRST)));
        layout.partitioning()
                .forEach(term -> target.addPartitioning(PartitionTerm.newBuilder()
                        .setColumn(term.column())
                        .setTransform(term.transform().name())
                        .setParameter(term.parameter())));
        target.putAllNestedFieldIds(FieldIdsCodec.encode(files.nestedFieldIds()));
        return target.build();
    }

    private static WriteHandle.Files decode(FileTarget target) {
        return new WriteHandle.Files(
                target.getDirectory(),
                target.getTargetFileBytes(),
                target.getCompression(),
                FieldIdsCodec.decode(target.getNestedFieldIdsMap()),
                new WriteHandle.Layout(
                        target.getPartitioningList().stream()
                                .map(WriteCodec::decode)
                                .toList(),
                        target.getMaximumPartitions(),
                        target.getSortingList().stream().map(WriteCodec::decode).toList(),
                        target.getLearning() ? WriteHandle.Learning.VALUES : WriteHandle.Learning.NOTHING,
                        target.getBloomFilters()
                                ? WriteHandle.BloomFilters.ALWAYS
                                : WriteHandle.BloomFilters.WHERE_CHEAP),
                rows(target));
    }

    private static WriteHandle.Rows rows(FileTarget target) {
        if (target.getDeletionVectors()) {
            return WriteHandle.Rows.CHANGED_BY_VECTORS;
        }
        return target.getChanges() ? WriteHandle.Rows.CHANGED : WriteHandle.Rows.INSERTED;
    }

    private static WriteHandle.PartitionTerm decode(PartitionTerm term) {
        try {
            return new WriteHandle.PartitionTerm(
                    term.getColumn(),
                    WriteHandle.PartitionTerm.Transform.valueOf(term.getTransform()),
                    term.getParameter());
        } catch (IllegalArgumentException unknown) {
            throw new SkeinException(
                    StandardErrorCode.SERIALIZATION_ERROR, "An unknown transform: " + term.getTransform(), unknown);
        }
    }

    private static WriteHandle.SortTerm decode(SortTerm term) {
        return new WriteHandle.SortTerm(
                term.getColumn(),
                term.getDescending() ? Direction.DESCENDING : Direction.ASCENDING,
                term.getNullsFirst() ? Nulls.FIRST : Nulls.LAST);
    }

    private static WriteHandle.Target target(io.skein.proto.v1.WriteHandle handle) {
        return switch (handle.getTargetCase()) {
            case FILES -> decode(handle.getFiles());
            case PAGES -> new WriteHandle.Pages();
            case TARGET_NOT_SET ->
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A write of an unknown kind");
        };
    }
}
