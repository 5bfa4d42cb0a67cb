package io.skein.worker.kernel;

import java.sql.SQLException;
import java.util.function.Consumer;

/** A query's share of this worker: the lease of an embedded database, which is the query's alone until closed. Thread-safe. */
public final class Kernel implements AutoCloseable {
    private final KernelInstance instance;
    private final Consumer<KernelInstance> whenClosed;
    private boolean closed;

    Kernel(KernelInstance instance, Consumer<KernelInstance> whenClosed) {
        this.instance = instance;
        this.whenClosed = whenClosed;
    }

    /** A new statement; statements of a kernel run side by side and do not see each other's inputs. */
    public synchronized KernelStatement statement() {
        if (closed) {
            throw KernelErrors.canceled(null);
        }
        try {
            return new KernelStatement(instance, instance.connection());
        } catch (SQLException e) {
            throw KernelErrors.translate(e, memoryLimitBytes());
        }
    }

    /** What the kernel holds now; nothing once closed. */
    public synchronized KernelMemory memory() {
        return closed ? KernelMemory.NONE : instance.memory();
    }

    public long memoryLimitBytes() {
        return instance.settings().memoryLimitBytes();
    }

    /** Frees memory and spill files. Statements must be closed before. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        whenClosed.accept(instance);
    }
}
