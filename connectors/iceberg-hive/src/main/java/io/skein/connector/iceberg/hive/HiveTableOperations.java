package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.hive.EntryCommit.Outcome;
import io.trino.hive.thrift.metastore.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** A table's metadata, whose whereabouts the metastore keeps. */
final class HiveTableOperations extends BaseMetastoreTableOperations {
    /** A table's own word on locking, as other engines take it. */
    private static final String LOCKING = "engine.hive.lock-enabled";

    private static final Map<String, String> COUNTS = Map.of(
            SnapshotSummary.TOTAL_DATA_FILES_PROP,
            "numFiles",
            SnapshotSummary.TOTAL_RECORDS_PROP,
            "numRows",
            SnapshotSummary.TOTAL_FILE_SIZE_PROP,
            "totalSize");

    private final Metastore metastore;
    private final boolean locking;
    private final String database;
    private final String name;
    private final FileIO files;

    HiveTableOperations(Metastore metastore, boolean locking, String database, String name, FileIO files) {
        this.metastore = metastore;
        this.locking = locking;
        this.database = database;
        this.name = name;
        this.files = files;
    }

    @Override
    protected String tableName() {
        return database + "." + name;
    }

    @Override
    public FileIO io() {
        return files;
    }

    @Override
    protected void doRefresh() {
        Optional<Table> entry = metastore.entry(database, name);
        if (entry.isEmpty() && currentMetadataLocation() != null) {
            throw new NoSuchTableException("No such table: %s", tableName());
        }
        NoSuchIcebergTableException.check(
                entry.isEmpty() || Entries.isTable(entry.get()), "Not an Iceberg table: %s", tableName());
        refreshFromMetadataLocation(entry.map(Entries::metadataLocation).orElse(null));
    }

    @Override
    protected void doCommit(@Nullable TableMetadata base, TableMetadata metadata) {
        String location = writeNewMetadataIfRequired(base == null, metadata);
        boolean lock = metadata.propertyAsBoolean(LOCKING, locking);
        new EntryCommit(metastore, lock, database, name, Entries.TABLE, files)
                .make(
                        Optional.ofNullable(base).map(TableMetadata::metadataFileLocation),
                        location,
                        entry -> describe(entry, base == null ? Map.of() : base.properties(), metadata),
                        ended -> outcome(
                                ended
                                        ? checkCommitStatusStrict(location, metadata)
                                        : checkCommitStatus(location, metadata)));
    }

    private static void describe(Table entry, Map<String, String> before, TableMetadata metadata) {
        Map<String, String> properties = new HashMap<>(metadata.properties());
        properties.put(TableProperties.UUID, metadata.uuid());
        @Nullable Snapshot snapshot = metadata.currentSnapshot();
        if (snapshot != null) {
            COUNTS.forEach((count, hive) ->
                    Optional.ofNullable(snapshot.summary().get(count)).ifPresent(value -> properties.put(hive, value)));
        }
        Entries.describe(entry, Entries.ICEBERG_TABLE, before, properties);
        entry.setSd(Entries.storage(metadata.schema(), metadata.location()));
    }

    private static Outcome outcome(CommitStatus status) {
        return switch (status) {
            case SUCCESS -> Outcome.MADE;
            case FAILURE -> Outcome.NOT_MADE;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }
}
