package io.skein.worker.task;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.cache.CachedScan;
import io.skein.worker.cache.LocalParts;
import io.skein.worker.exchange.ExchangeInput;
import io.skein.worker.kernel.FileScan;
import io.skein.worker.kernel.KernelStatement;
import io.skein.worker.kernel.Operator;
import io.skein.worker.scan.CatalogReference;
import io.skein.worker.scan.ScanProgress;
import io.skein.worker.scan.ScanSource;
import io.skein.worker.scan.SharedConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Opens a task's inputs for its statement, and keeps what must be cancelled or given back. */
final class TaskInputs implements AutoCloseable {
    private final Services services;
    private final BufferAllocator allocator;
    private final ScanProgress progress;
    private final List<OpenInput> open = new ArrayList<>();
    private final List<SharedConnector.Lease> leases = new ArrayList<>();
    private final List<CachedScan> scans = new ArrayList<>();
    private long fileRows;
    private long fileBytes;
    private int files;
    private boolean canceled;

    TaskInputs(Services services, BufferAllocator allocator, ScanProgress progress) {
        this.services = services;
        this.allocator = allocator;
        this.progress = progress;
    }

    /** Makes the inputs known to the statement, which closes them. */
    void open(List<TaskInput> inputs, KernelStatement statement) {
        for (TaskInput input : inputs) {
            switch (input) {
                case TaskInput.Scan scan -> open(scan, statement);
                case TaskInput.Exchange exchange -> {
                    ExchangeInput source = services.exchanges()
                            .open(exchange.schema(), exchange.sources(), exchange.ordering(), allocator);
                    keep(source::cancel);
                    statement.input(exchange.name(), exchange.schema().names(), source, allocator);
                }
            }
        }
    }

    private void open(TaskInput.Scan scan, KernelStatement statement) {
        List<Split.FileSplit> fileSplits = new ArrayList<>();
        List<Split.PageSplit> pageSplits = new ArrayList<>();
        for (Split split : scan.splits()) {
            switch (split) {
                case Split.FileSplit file -> fileSplits.add(file);
                case Split.PageSplit page -> pageSplits.add(page);
            }
        }
        if (pageSplits.isEmpty()) {
            synchronized (this) {
                files += fileSplits.size();
                fileRows += fileSplits.stream()
                        .mapToLong(split -> split.part().of(split.rows()))
                        .sum();
                fileBytes += fileSplits.stream()
                        .mapToLong(split -> split.part().of(split.bytes()))
                        .sum();
            }
            statement.input(files(scan, fileSplits));
        } else if (fileSplits.isEmpty()) {
            ScanSource source = ScanSource.open(
                    provider(scan.catalog()), scan.columns(), pageSplits, allocator, progress, services.threads());
            keep(source::cancel);
            statement.input(scan.name(), scan.symbols(), source, allocator);
        } else {
            throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "A scan of files and pages at once");
        }
    }

    /** Files of the worker's own disks, or what the cache has fetched of others. */
    private FileScan files(TaskInput.Scan scan, List<Split.FileSplit> splits) {
        if (splits.stream().allMatch(split -> ConnectorFiles.isLocal(split.path()))) {
            return new FileScan(
                            scan.name(), scan.columns(), scan.symbols(), splits, Map.of(), LocalParts.ranges(splits))
                    .where(scan.predicate());
        }
        CachedScan cached = services.cache().scan(remote(scan), scan.columns(), scan.constraint(), splits);
        scans.add(cached);
        keep(cached::cancel);
        cached.fetch();
        return new FileScan(
                        scan.name(), scan.columns(), scan.symbols(), cached.files(), cached.origins(), cached.ranges())
                .where(scan.predicate());
    }

    private ConnectorFiles remote(TaskInput.Scan scan) {
        return remote(scan.catalog(), scan.table());
    }

    /** How to reach files of the table that are not local. */
    ConnectorFiles remote(CatalogReference catalog, SchemaTableName table) {
        return lease(catalog)
                .files(table)
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "Catalog '" + catalog + "' has no remote files"));
    }

    /** What scans had of the cache of remote files, as an operator of its own; empty when there are none. */
    List<Operator> cacheUse() {
        return CacheReport.of(scans.stream().map(CachedScan::use).toList());
    }

    private ConnectorPageSourceProvider provider(CatalogReference catalog) {
        return lease(catalog)
                .pageSourceProvider()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "Catalog '" + catalog + "' has no page source"));
    }

    /** The catalog's connector, until these inputs are closed. */
    Connector lease(CatalogReference catalog) {
        SharedConnector.Lease lease = services.catalogs().lease(catalog);
        leases.add(lease);
        return lease.connector();
    }

    /** Has the input told when the task is cancelled. */
    synchronized void keep(OpenInput input) {
        open.add(input);
        if (canceled) {
            input.cancel();
        }
    }

    /** Wakes whoever waits for these inputs; from any thread. */
    synchronized void cancel() {
        canceled = true;
        open.forEach(OpenInput::cancel);
    }

    /** Rows that the kernel reads from files itself, going by the splits. */
    synchronized long fileRows() {
        return fileRows;
    }

    synchronized long fileBytes() {
        return fileBytes;
    }

    synchronized int files() {
        return files;
    }

    @Override
    public void close() {
        scans.forEach(CachedScan::close);
        leases.forEach(SharedConnector.Lease::close);
        leases.clear();
    }
}
