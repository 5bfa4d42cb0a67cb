package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.hive.EntryCommit.Outcome;
import io.trino.hive.thrift.metastore.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.NoSuchIcebergViewException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.view.BaseViewOperations;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewMetadata;
import org.jspecify.annotations.Nullable;

/** A view's metadata, whose whereabouts the metastore keeps. */
final class HiveViewOperations extends BaseViewOperations {
    private final Metastore metastore;
    private final boolean locking;
    private final String database;
    private final String name;
    private final FileIO files;

    HiveViewOperations(Metastore metastore, boolean locking, String database, String name, FileIO files) {
        this.metastore = metastore;
        this.locking = locking;
        this.database = database;
        this.name = name;
        this.files = files;
    }

    @Override
    protected String viewName() {
        return database + "." + name;
    }

    @Override
    protected FileIO io() {
        return files;
    }

    @Override
    protected void doRefresh() {
        Optional<Table> entry = metastore.entry(database, name);
        if (entry.isEmpty() && currentMetadataLocation() != null) {
            throw new NoSuchViewException("View does not exist: %s", viewName());
        }
        NoSuchIcebergViewException.check(
                entry.isEmpty() || Entries.isView(entry.get()), "Not an Iceberg view: %s", viewName());
        refreshFromMetadataLocation(entry.map(Entries::metadataLocation).orElse(null));
    }

    @Override
    protected void doCommit(@Nullable ViewMetadata base, ViewMetadata metadata) {
        String location = writeNewMetadataIfRequired(metadata);
        new EntryCommit(metastore, locking, database, name, Entries.VIEW, files)
                .make(
                        Optional.ofNullable(base).map(ViewMetadata::metadataFileLocation),
                        location,
                        entry -> describe(entry, base == null ? Map.of() : base.properties(), metadata),
                        ended -> outcome(
                                ended
                                        ? checkCommitStatusStrict(
                                                viewName(), location, metadata.properties(), () -> isAt(location))
                                        : checkCommitStatus(
                                                viewName(), location, metadata.properties(), () -> isAt(location))));
    }

    private boolean isAt(String location) {
        return location.equals(refresh().metadataFileLocation());
    }

    private static void describe(Table entry, Map<String, String> before, ViewMetadata metadata) {
        Map<String, String> properties = new HashMap<>(metadata.properties());
        properties.put(TableProperties.UUID, metadata.uuid());
        Entries.describe(entry, Entries.ICEBERG_VIEW, before, properties);
        String query = query(metadata);
        entry.setSd(Entries.storage(metadata.schema(), metadata.location()))
                .setViewOriginalText(query)
                .setViewExpandedText(query);
    }

    private static String query(ViewMetadata metadata) {
        return metadata.currentVersion().representations().stream()
                .filter(SQLViewRepresentation.class::isInstance)
                .map(representation -> ((SQLViewRepresentation) representation).sql())
                .findFirst()
                .orElse("");
    }

    private static Outcome outcome(CommitStatus status) {
        return switch (status) {
            case SUCCESS -> Outcome.MADE;
            case FAILURE -> Outcome.NOT_MADE;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }
}
