package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** Reads manifests while splits are asked for. */
final class FileSplitSource implements SplitSource {
    private final TableVersion version;
    private final Supplier<CloseableIterable<FileScanTask>> scan;
    private final FileSplits splits;
    private @Nullable CloseableIterable<FileScanTask> files;
    private @Nullable CloseableIterator<FileScanTask> iterator;

    FileSplitSource(TableVersion version, Supplier<CloseableIterable<FileScanTask>> scan, FileSplits splits) {
        this.version = version;
        this.scan = scan;
        this.splits = splits;
    }

    @Override
    public List<Split> next(int maximum) {
        return version.reading(() -> {
            CloseableIterator<FileScanTask> tasks = iterator();
            List<Split> batch = new ArrayList<>();
            while (batch.size() < maximum && tasks.hasNext()) {
                batch.add(splits.split(tasks.next()));
            }
            return List.copyOf(batch);
        });
    }

    @Override
    public void close() {
        try {
            if (iterator != null) {
                iterator.close();
            }
            if (files != null) {
                files.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CloseableIterator<FileScanTask> iterator() {
        if (iterator == null) {
            files = scan.get();
            iterator = files.iterator();
        }
        return iterator;
    }
}
