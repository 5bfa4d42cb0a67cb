package io.skein.connector.iceberg.maintain;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Files among a table's own that none of its snapshots needs: what failed writes and other engines have left. */
final class OrphanFiles {
    private static final List<String> DIRECTORIES = List.of("data", "metadata");

    private final Table table;
    private final Storage storage;
    private final Set<String> needed = new HashSet<>();

    /** @param storage knows the one form of locations */
    OrphanFiles(Table table, Storage storage) {
        this.table = table;
        this.storage = storage;
    }

    /** Deletes those that were last written before a time and tells their number. */
    long remove(long before) {
        TableMetadata metadata = ((BaseTable) table).operations().current();
        need(metadata.metadataFileLocation());
        metadata.previousFiles().stream()
                .map(TableMetadata.MetadataLogEntry::file)
                .forEach(this::need);
        table.statisticsFiles().stream().map(StatisticsFile::path).forEach(this::need);
        table.partitionStatisticsFiles().stream()
                .map(PartitionStatisticsFile::path)
                .forEach(this::need);
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            need(snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    need(manifest);
                }
            }
        }
        return DIRECTORIES.stream()
                .mapToLong(directory -> remove(Locations.in(storage.normalized(table.location()), directory), before))
                .sum();
    }

    private void need(ManifestFile manifest) {
        need(manifest.path());
        try (CloseableIterable<? extends ContentFile<?>> files = manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, table.io(), table.specs())
                : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
            files.forEach(file -> need(file.location()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void need(String location) {
        needed.add(storage.normalized(location));
    }

    private long remove(String directory, long before) {
        if (!(table.io() instanceof SupportsPrefixOperations files)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "The files in " + directory + " cannot be listed by their storage");
        }
        long removed = 0;
        for (FileInfo file : files.listPrefix(directory + "/")) {
            if (file.createdAtMillis() < before && !needed.contains(storage.normalized(file.location()))) {
                files.deleteFile(file.location());
                removed++;
            }
        }
        return removed;
    }
}
