package io.skein.rpc.catalog;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.DeletionVector;
import io.skein.proto.v1.EqualityDeletes;
import io.skein.proto.v1.FileSplit;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;

/** Splits of both kinds. */
public final class SplitCodec {
    private SplitCodec() {}

    public static io.skein.proto.v1.Split encode(Split split) {
        io.skein.proto.v1.Split.Builder builder =
                io.skein.proto.v1.Split.newBuilder().setBytes(split.bytes()).setRows(split.rows());
        return switch (split) {
            case Split.FileSplit file -> builder.setFile(encode(file)).build();
            case Split.PageSplit page ->
                builder.setPage(ByteString.copyFrom(page.data())).build();
        };
    }

    private static FileSplit encode(Split.FileSplit file) {
        Split.Deletes deletes = file.deletes();
        FileSplit.Builder builder = FileSplit.newBuilder()
                .setPath(file.path())
                .putAllConstants(file.constants())
                .putAllDefaults(file.defaults())
                .putAllNestedFieldIds(FieldIdsCodec.encode(file.fieldIds().nested()))
                .addAllNames(file.fieldIds().names().stream()
                        .map(FieldIdsCodec::encode)
                        .toList())
                .addAllPositionDeletes(deletes.positions())
                .addAllEqualityDeletes(
                        deletes.values().stream().map(SplitCodec::encode).toList())
                .setColumnsByName(file.matching() == ColumnMatching.BY_NAME);
        if (!file.part().whole()) {
            builder.setPart(file.part().index()).setParts(file.part().count());
        }
        deletes.vector()
                .ifPresent(vector -> builder.setDeletionVector(DeletionVector.newBuilder()
                        .setPath(vector.path())
                        .setFileBytes(vector.fileBytes())
                        .setOffset(vector.offset())
                        .setBytes(vector.bytes())
                        .setRows(vector.rows())));
        return builder.build();
    }

    private static Split.Deletes deletes(FileSplit file) {
        return new Split.Deletes(
                file.getPositionDeletesList(),
                file.getEqualityDeletesList().stream().map(SplitCodec::decode).toList(),
                file.hasDeletionVector() ? Optional.of(decode(file.getDeletionVector())) : Optional.empty());
    }

    private static Split.Part part(FileSplit file) {
        return file.getParts() == 0 ? Split.Part.WHOLE : new Split.Part(file.getPart(), file.getParts());
    }

    private static Split.DeletionVector decode(DeletionVector vector) {
        return new Split.DeletionVector(
                vector.getPath(), vector.getFileBytes(), vector.getOffset(), vector.getBytes(), vector.getRows());
    }

    private static EqualityDeletes encode(Split.EqualityDeletes deletes) {
        return EqualityDeletes.newBuilder()
                .setPath(deletes.path())
                .addAllColumns(TableCodec.encodeColumns(deletes.columns()))
                .build();
    }

    private static Split.EqualityDeletes decode(EqualityDeletes deletes) {
        return new Split.EqualityDeletes(deletes.getPath(), TableCodec.decodeColumns(deletes.getColumnsList()));
    }

    public static Split decode(io.skein.proto.v1.Split split) {
        return switch (split.getKindCase()) {
            case FILE ->
                new Split.FileSplit(
                        split.getFile().getPath(),
                        split.getBytes(),
                        split.getRows(),
                        split.getFile().getConstantsMap(),
                        split.getFile().getDefaultsMap(),
                        new Split.FieldIds(
                                FieldIdsCodec.decode(split.getFile().getNestedFieldIdsMap()),
                                split.getFile().getNamesList().stream()
                                        .map(FieldIdsCodec::decode)
                                        .toList()),
                        deletes(split.getFile()),
                        split.getFile().getColumnsByName() ? ColumnMatching.BY_NAME : ColumnMatching.BY_FIELD_ID,
                        part(split.getFile()));
            case PAGE -> new Split.PageSplit(split.getPage().toByteArray(), split.getBytes(), split.getRows());
            case KIND_NOT_SET ->
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A split of an unknown kind");
        };
    }
}
