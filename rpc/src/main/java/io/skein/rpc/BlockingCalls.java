package io.skein.rpc;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.skein.spi.error.SkeinException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Answers calls off the transport's thread, so that the work behind them may block. The gRPC context goes along. */
public final class BlockingCalls {
    private static final System.Logger LOG = System.getLogger(BlockingCalls.class.getName());

    private final Executor executor;

    public BlockingCalls(Executor executor) {
        this.executor = executor;
    }

    /** Answers with the work's value, or with its error. */
    public <R> void answer(StreamObserver<R> observer, Callable<R> work) {
        run(observer, () -> {
            observer.onNext(work.call());
            observer.onCompleted();
        });
    }

    /** Runs work that sends the answer itself; its error ends the call. */
    public void run(StreamObserver<?> observer, Work work) {
        Runnable task = Context.current().wrap(() -> {
            try {
                work.run();
            } catch (Throwable failure) {
                fail(observer, failure);
            }
        });
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopping) {
            fail(observer, stopping);
        }
    }

    private static void fail(StreamObserver<?> observer, Throwable failure) {
        if (!(failure instanceof SkeinException)) {
            LOG.log(System.Logger.Level.ERROR, "A call failed", failure);
        }
        try {
            observer.onError(ErrorCodec.toStatus(failure));
        } catch (IllegalStateException over) {
            // The call has been cancelled or closed meanwhile: nobody is left to tell.
            LOG.log(System.Logger.Level.DEBUG, "The failure came after the call's end", over);
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
