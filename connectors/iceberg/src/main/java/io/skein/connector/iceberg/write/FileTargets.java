package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Storage;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types.NestedField;

/** Where sinks put files: each write has a directory of its own among the table's data. */
public final class FileTargets {
    private final Storage storage;
    private final long targetFileBytes;
    private final String compression;
    private final int maximumPartitions;
    private final WriteHandle.Learning ofNewRows;

    /** @param ofNewRows whether values of tables' own new rows are looked at */
    public FileTargets(
            Storage storage,
            long targetFileBytes,
            String compression,
            int maximumPartitions,
            WriteHandle.Learning ofNewRows) {
        this.ofNewRows = ofNewRows;
        this.storage = storage;
        this.targetFileBytes = targetFileBytes;
        this.compression = compression;
        this.maximumPartitions = maximumPartitions;
    }

    WriteHandle handle(
            SchemaTableName table,
            List<NestedField> fields,
            PartitionSpec partitioning,
            SortOrder sorting,
            DataPlace place,
            OngoingWrite write) {
        List<WriteHandle.PartitionTerm> terms =
                fields.isEmpty() ? List.of() : new PartitionTerms(partitioning).of(fields);
        String directory = storage.normalized(place.directory());
        try {
            storage.makeDirectory(directory);
        } catch (IOException failure) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_EXTERNAL, "Cannot make the directory " + directory, failure);
        }
        return new WriteHandle(
                table,
                fields.stream().map(TableFields::handle).toList(),
                new WriteHandle.Files(
                        directory,
                        targetFileBytes,
                        compression,
                        TableFields.nestedIds(fields),
                        new WriteHandle.Layout(
                                terms,
                                maximumPartitions,
                                SortTerms.of(sorting, fields),
                                learning(write),
                                place.wantsBloomFilters()
                                        ? WriteHandle.BloomFilters.ALWAYS
                                        : WriteHandle.BloomFilters.WHERE_CHEAP),
                        write instanceof OngoingWrite.Change change ? change.rows() : WriteHandle.Rows.INSERTED),
                write.encode());
    }

    /** Of changes nothing is learnt: what is learnt of a table is of all its rows. */
    private WriteHandle.Learning learning(OngoingWrite write) {
        return switch (write) {
            case OngoingWrite.Create _, OngoingWrite.Insert _ -> ofNewRows;
            case OngoingWrite.Change _, OngoingWrite.Rewrite _, OngoingWrite.Refresh _ -> WriteHandle.Learning.NOTHING;
        };
    }
}
