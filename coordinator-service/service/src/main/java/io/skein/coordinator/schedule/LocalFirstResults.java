package io.skein.coordinator.schedule;

import io.skein.coordinator.cluster.Worker;
import io.skein.rpc.exchange.BatchReader;
import io.skein.rpc.exchange.LocalExchange;
import io.skein.rpc.exchange.LocalExchanges;
import io.skein.spi.id.TaskId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads a worker of this process directly, any other by Flight. */
final class LocalFirstResults implements Results {
    private final Results remote;
    private final AtomicInteger open = new AtomicInteger();

    LocalFirstResults(Results remote) {
        this.remote = remote;
    }

    @Override
    public ResultStream open(Worker worker, TaskId root) {
        Optional<LocalExchange> local = LocalExchanges.find(worker.flightAddress());
        if (local.isEmpty()) {
            return remote.open(worker, root);
        }
        LocalStream stream = new LocalStream(local.get().open(root.toString(), 0), open);
        open.incrementAndGet();
        return stream;
    }

    @Override
    public int openCount() {
        return open.get() + remote.openCount();
    }

    @Override
    public void drop(Worker worker) {
        remote.drop(worker);
    }

    private record LocalStream(BatchReader reader, AtomicInteger open) implements ResultStream {
        @Override
        public Optional<VectorSchemaRoot> next() {
            while (true) {
                Optional<VectorSchemaRoot> batch = reader.next();
                if (batch.isEmpty() || batch.get().getRowCount() > 0) {
                    return batch;
                }
                batch.get().close();
            }
        }

        @Override
        public void cancel() {
            reader.cancel();
        }

        @Override
        public void close() {
            open.decrementAndGet();
            reader.close();
        }
    }
}
