package io.skein.worker.cache;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.DeletionVector;
import io.skein.spi.connector.Split.EqualityDeletes;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.worker.cache.CachedFile.Origin;
import io.skein.worker.kernel.RowRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A scan of remote files: it holds what it reads of them in the cache until closed. One thread fetches; any thread may cancel. */
public final class CachedScan implements AutoCloseable {
    private static final int MOST_PRUNED_FILES = 64;

    private final ConnectorFiles remote;
    private final List<ColumnHandle> columns;
    private final Constraint constraint;
    private final List<FileSplit> splits;
    private final CacheUse use = new CacheUse();
    /** By path. */
    private final Map<String, RowRange> ranges = new ConcurrentHashMap<>();
    /** By location. */
    private final Map<String, CachedFile> pinned = new HashMap<>();

    private final StoppableWork work = new StoppableWork();
    private volatile FileCache cache;

    CachedScan(
            FileCache cache,
            ConnectorFiles remote,
            List<ColumnHandle> columns,
            Constraint constraint,
            List<FileSplit> splits) {
        this.cache = cache;
        this.remote = remote;
        this.columns = List.copyOf(columns);
        this.constraint = constraint;
        this.splits = List.copyOf(splits);
    }

    /** A file and what is wanted of it: the columns, or all of it. */
    private record Wanted(FileSplit split, CachedFile file, List<ColumnHandle> columns) {}

    /** Fetches all that the scan will read. */
    public void fetch() {
        FileCache asked = cache;
        try {
            work.run(this::fetchAll);
        } finally {
            asked.use().add(use);
        }
    }

    private void fetchAll() {
        try {
            fetchInto();
        } catch (DiskFailure failure) {
            synchronized (pinned) {
                close();
                ranges.clear();
                cache = cache.substitute(failure).orElseThrow(failure::error);
            }
            fetchElsewhere();
        }
    }

    private void fetchElsewhere() {
        try {
            fetchInto();
        } catch (DiskFailure failure) {
            throw failure.error();
        }
    }

    private void fetchInto() {
        List<Wanted> wanted = new ArrayList<>();
        for (FileSplit split : splits) {
            List<ColumnHandle> own = Stream.concat(
                            columns.stream(),
                            split.deletes().values().stream().flatMap(deletes -> deletes.columns().stream()))
                    .distinct()
                    .toList();
            List<ColumnHandle> read = Stream.concat(
                            own.stream(), own.stream().flatMap(column -> otherwiseNamed(column, split)))
                    .toList();
            wanted.add(new Wanted(split, pin(split.path(), split.bytes()), read));
        }
        List<String> deletes = splits.stream()
                .flatMap(split -> Stream.concat(
                        split.deletes().positions().stream(),
                        split.deletes().values().stream().map(EqualityDeletes::path)))
                .distinct()
                .toList();
        // Each file of which a part is read is a scan of its own for the kernel: there must not be too many.
        Constraint pruning = wanted.size() <= MOST_PRUNED_FILES ? constraint : Constraint.ALL;
        Parallel.forEach(
                wanted,
                file -> file.file()
                        .require(
                                new Origin(remote, file.split().path()),
                                file.columns(),
                                pruning,
                                file.split().part(),
                                use)
                        .ifPresent(rows -> ranges.put(file.file().path().toString(), rows)));
        Parallel.forEach(
                deletes,
                location -> pin(location, cache.size(remote, location)).requireAll(new Origin(remote, location), use));
        Parallel.forEach(
                splits.stream()
                        .flatMap(split -> split.deletes().vector().stream())
                        .toList(),
                vector -> pin(vector.path(), vector.fileBytes())
                        .require(
                                new Origin(remote, vector.path()),
                                new Range(vector.offset(), vector.offset() + vector.bytes()),
                                use));
    }

    /** The column under the names that a file without field ids may have for it. */
    private static Stream<ColumnHandle> otherwiseNamed(ColumnHandle column, FileSplit split) {
        return split.fieldIds().names().stream()
                .filter(field ->
                        column.fieldId().isPresent() && column.fieldId().getAsInt() == field.id())
                .flatMap(field -> field.names().stream())
                .map(name -> new ColumnHandle(name, column.type(), column.fieldId()));
    }

    private CachedFile pin(String location, long bytes) {
        synchronized (pinned) {
            return pinned.computeIfAbsent(location, _ -> cache.pin(remote, location, bytes));
        }
    }

    /** The scan's files as local ones. */
    public List<FileSplit> files() {
        return splits.stream()
                .map(split -> new FileSplit(
                        local(split.path()),
                        split.bytes(),
                        split.rows(),
                        split.constants(),
                        split.defaults(),
                        split.fieldIds(),
                        local(split.deletes()),
                        split.matching(),
                        split.part()))
                .toList();
    }

    private Deletes local(Deletes deletes) {
        return new Deletes(
                deletes.positions().stream().map(this::local).toList(),
                deletes.values().stream()
                        .map(each -> new EqualityDeletes(local(each.path()), each.columns()))
                        .toList(),
                deletes.vector()
                        .map(vector -> new DeletionVector(
                                local(vector.path()),
                                vector.fileBytes(),
                                vector.offset(),
                                vector.bytes(),
                                vector.rows())));
    }

    /** The rows that can be read of files of which not all can, by path. Others cannot hold what the scan wants. */
    public Map<String, RowRange> ranges() {
        return ranges;
    }

    /** Where the local files come from, by their paths. */
    public Map<String, String> origins() {
        Map<String, String> origins = new HashMap<>();
        synchronized (pinned) {
            pinned.forEach((location, file) -> origins.put(file.path().toString(), location));
        }
        return origins;
    }

    public CacheUse use() {
        return use;
    }

    private String local(String location) {
        synchronized (pinned) {
            return Objects.requireNonNull(pinned.get(location)).path().toString();
        }
    }

    /** Ends a fetch, with USER_CANCELED. */
    public void cancel() {
        work.stop();
    }

    /** Lets the files go; the kernel must have ended before. */
    @Override
    public void close() {
        synchronized (pinned) {
            pinned.values().forEach(cache::unpin);
            pinned.clear();
        }
    }
}
