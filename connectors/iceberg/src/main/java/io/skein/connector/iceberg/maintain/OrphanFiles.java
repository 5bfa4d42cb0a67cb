package io.skein.connector.iceberg.maintain;

import io.skein.connector.iceberg.file.LocalPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

/** Files among a table's own that none of its snapshots needs: what failed writes and other engines have left. */
final class OrphanFiles {
    private static final List<String> DIRECTORIES = List.of("data", "metadata");

    private final Table table;
    private final Set<Path> needed = new HashSet<>();

    OrphanFiles(Table table) {
        this.table = table;
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
                .map(LocalPaths.of(table.location())::resolve)
                .filter(Files::isDirectory)
                .mapToLong(directory -> remove(directory, before))
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
        needed.add(LocalPaths.of(location).normalize());
    }

    private long remove(Path directory, long before) {
        long removed = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!needed.contains(file.normalize())
                        && Files.getLastModifiedTime(file).toMillis() < before) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return removed;
    }
}
