package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.analyze.IcebergAnalysis;
import io.skein.connector.iceberg.analyze.Sketches;
import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.connector.WrittenFileCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Types.NestedField;

/** Writes: sinks put Parquet files into a directory of the write's own, finish commits them as one snapshot. ANALYZE's pages are {@link IcebergAnalysis}'s. */
public final class IcebergWrite implements ConnectorWrite {
    private final Warehouse warehouse;
    private final NewTables newTables;
    private final Commits commits;
    private final FileTargets targets;
    private final IcebergAnalysis analysis;
    private final RewriteGuard guard;

    public IcebergWrite(
            Warehouse warehouse,
            NewTables newTables,
            FileTargets targets,
            IcebergAnalysis analysis,
            RewriteGuard guard) {
        this.analysis = analysis;
        this.warehouse = warehouse;
        this.newTables = newTables;
        this.commits = new Commits(warehouse, newTables, guard);
        this.guard = guard;
        this.targets = targets;
    }

    @Override
    public WriteHandle beginCreate(TableMetadata table, boolean replace) {
        Optional<TableVersion> existing = warehouse.find(table.name());
        if (existing.isPresent() && !replace) {
            throw new SkeinException(
                    StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + table.name() + "' already exists");
        }
        NewTable planned = newTables.plan(table, existing);
        OngoingWrite write = new OngoingWrite.Create(
                planned, replace ? OngoingWrite.Existing.REPLACE : OngoingWrite.Existing.REFUSE);
        return targets.handle(
                table.name(),
                planned.schema().columns(),
                planned.partitioning(),
                planned.sorting(),
                new DataPlace(planned.location(), planned.properties()),
                write);
    }

    @Override
    public WriteHandle beginInsert(TableHandle table, List<String> columns) {
        TableVersion version = warehouse.version(table);
        List<NestedField> fields = new InsertedColumns(version).resolve(columns);
        OngoingWrite write = new OngoingWrite.Insert(version.table().uuid());
        return targets.handle(
                table.name(),
                fields,
                version.table().spec(),
                version.table().sortOrder(),
                DataPlace.of(version, warehouse.storage()),
                write);
    }

    @Override
    public void finish(WriteHandle handle, List<byte[]> fragments) {
        if (handle.target() instanceof WriteHandle.Pages) {
            analysis.finish(handle, fragments);
            return;
        }
        String directory = directory(handle);
        List<WrittenFile> files = new ArrayList<>();
        for (byte[] fragment : fragments) {
            if (Sketches.isOne(fragment)) {
                continue;
            }
            WrittenFile file = WrittenFileCodec.decode(fragment);
            if (!Locations.isUnder(warehouse.storage().normalized(file.path()), directory)) {
                throw new SkeinException(
                        StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                        "A sink wrote outside of " + directory + ": " + file.path());
            }
            if (file.rows() > 0) {
                files.add(file);
            }
        }
        try {
            guard.commit(
                    handle.table(),
                    () -> Failures.changing(handle.table().toString(), () -> commit(handle, fragments, files)));
        } finally {
            guard.end(handle);
        }
    }

    private void commit(WriteHandle handle, List<byte[]> fragments, List<WrittenFile> files) {
        switch (OngoingWrite.decode(handle.data())) {
            case OngoingWrite.Create create -> {
                commits.create(handle.table(), create, files);
                analysis.written(handle.table(), fragments);
            }
            case OngoingWrite.Insert insert -> {
                commits.insert(handle.table(), insert, files);
                analysis.written(handle.table(), fragments);
            }
            case OngoingWrite.Refresh refresh -> commits.refresh(handle.table(), refresh, files);
            case OngoingWrite.Rewrite rewrite -> commits.rewrite(handle.table(), rewrite, files);
            case OngoingWrite.Change change -> commits.change(handle.table(), change, files, directory(handle));
        }
    }

    @Override
    public void abort(WriteHandle handle, List<byte[]> fragments) {
        if (handle.target() instanceof WriteHandle.Pages) {
            return;
        }
        guard.end(handle);
        try {
            // A new table's data may be at another place than the table.
            warehouse.storage().deleteTree(directory(handle));
            if (OngoingWrite.decode(handle.data()) instanceof OngoingWrite.Create create) {
                warehouse.storage().deleteTree(create.table().location());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public PageSink sink(WriteHandle handle, BufferAllocator allocator) {
        return analysis.sink(handle);
    }

    @Override
    public PageSink written(WriteHandle handle, BufferAllocator allocator) {
        return analysis.written(handle);
    }

    @Override
    public PageSink deleted(WriteHandle handle) {
        FileIO io = warehouse.tableFiles(handle.table());
        return new DeletionVectorSink(() -> io.newOutputFile(DeletionVectors.newLocation(directory(handle))));
    }

    private static String directory(WriteHandle handle) {
        return ((WriteHandle.Files) handle.target()).directory();
    }
}
