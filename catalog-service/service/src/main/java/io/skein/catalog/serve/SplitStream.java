package io.skein.catalog.serve;

import io.grpc.stub.ServerCallStreamObserver;
import io.skein.catalog.registry.ConnectorLease;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.SplitBatch;
import io.skein.rpc.catalog.SplitCodec;
import io.skein.spi.connector.SplitSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends splits while the client takes them: one batch after the other, none before there is room, no more after a cancel. */
final class SplitStream {
    private static final int BATCH = 64;
    /** Memory splits carry data: a message stays far below the transport's limit. */
    private static final int MESSAGE_BYTES = 4 << 20;
    /** Not every transport signals room reliably, so we look for ourselves too. */
    private static final long LOOK_MILLISECONDS = 50;

    private static final long LOOK_FOR_CANCEL_MILLISECONDS = 1000;

    private final ServerCallStreamObserver<SplitBatch> observer;
    private final Semaphore signals = new Semaphore(0);

    /** To be called before the call's method returns. */
    SplitStream(ServerCallStreamObserver<SplitBatch> observer) {
        this.observer = observer;
        observer.setOnReadyHandler(signals::release);
        observer.setOnCancelHandler(signals::release);
    }

    /** Sends all of the source's splits; runs on a thread that may block. */
    void send(Supplier<ConnectorLease> catalog, Source source) throws InterruptedException {
        try (ConnectorLease lease = catalog.get();
                SplitSource splits = source.open(lease)) {
            for (var batch = splits.next(BATCH); !batch.isEmpty(); batch = splits.next(BATCH)) {
                if (!send(batch)) {
                    return;
                }
            }
            if (splits.lasting()) {
                send(SplitBatch.newBuilder().setLast(true).build());
                awaitCancel();
                return;
            }
        }
        observer.onCompleted();
    }

    private boolean send(List<io.skein.spi.connector.Split> batch) throws InterruptedException {
        SplitBatch.Builder message = SplitBatch.newBuilder();
        int bytes = 0;
        for (io.skein.spi.connector.Split split : batch) {
            Split encoded = SplitCodec.encode(split);
            if (bytes + encoded.getSerializedSize() > MESSAGE_BYTES && message.getSplitsCount() > 0) {
                if (!send(message.build())) {
                    return false;
                }
                message.clear();
                bytes = 0;
            }
            message.addSplits(encoded);
            bytes += encoded.getSerializedSize();
        }
        return send(message.build());
    }

    private void awaitCancel() throws InterruptedException {
        while (!observer.isCancelled()) {
            signals.tryAcquire(LOOK_FOR_CANCEL_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean send(SplitBatch message) throws InterruptedException {
        while (!observer.isReady() && !observer.isCancelled()) {
            boolean signalled = signals.tryAcquire(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (signalled) {
                signals.drainPermits();
            }
        }
        if (observer.isCancelled()) {
            return false;
        }
        observer.onNext(message);
        return true;
    }

    /** Opens the splits of a connector. */
    @FunctionalInterface
    interface Source {
        SplitSource open(ConnectorLease lease);
    }
}
