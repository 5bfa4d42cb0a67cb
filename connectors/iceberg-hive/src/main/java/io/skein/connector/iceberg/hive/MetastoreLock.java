package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.CheckLockRequest;
import io.trino.hive.thrift.metastore.LockComponent;
import io.trino.hive.thrift.metastore.LockLevel;
import io.trino.hive.thrift.metastore.LockRequest;
import io.trino.hive.thrift.metastore.LockResponse;
import io.trino.hive.thrift.metastore.LockState;
import io.trino.hive.thrift.metastore.LockType;
import io.trino.hive.thrift.metastore.UnlockRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.Tasks;
import org.apache.thrift.TException;

/** The metastore's exclusive lock on an entry, which Spark, Flink, Hive and Trino take too. It ends by itself when its holder is gone. */
final class MetastoreLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MetastoreLock.class.getName());
    private static final int MOST_CHECKS = 10_000;
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final long PATIENCE_MILLIS = 180_000;

    private final Metastore metastore;
    private final long number;

    private MetastoreLock(Metastore metastore, long number) {
        this.metastore = metastore;
        this.number = number;
    }

    /** Waits for it; CommitFailedException when others do not let it go. */
    static MetastoreLock acquire(Metastore metastore, String database, String name) {
        LockComponent component = new LockComponent(LockType.EXCLUSIVE, LockLevel.TABLE, database).setTablename(name);
        LockRequest request = new LockRequest(List.of(component), System.getProperty("user.name"), host());
        try {
            LockResponse response = metastore.changing(client -> client.lock(request));
            MetastoreLock lock = new MetastoreLock(metastore, response.getLockid());
            if (!lock.isHeld(response.getState())) {
                throw new CommitFailedException("The Hive metastore did not lock %s.%s", database, name);
            }
            return lock;
        } catch (TException failure) {
            throw metastore.failed(failure);
        }
    }

    /** Waits while others have it; gives it back when it does not come. */
    private boolean isHeld(LockState first) throws TException {
        boolean held = false;
        try {
            held = (first == LockState.WAITING ? await() : first) == LockState.ACQUIRED;
            return held;
        } finally {
            if (!held) {
                close();
            }
        }
    }

    private LockState await() throws TException {
        AtomicReference<LockState> state = new AtomicReference<>(LockState.WAITING);
        try {
            Tasks.foreach(number)
                    .retry(MOST_CHECKS)
                    .exponentialBackoff(FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, PATIENCE_MILLIS, 1.5)
                    .onlyRetryOn(HeldByOthers.class)
                    .run(
                            lock -> {
                                state.set(metastore
                                        .changing(client -> client.checkLock(new CheckLockRequest(lock)))
                                        .getState());
                                if (state.get() == LockState.WAITING) {
                                    throw new HeldByOthers();
                                }
                            },
                            TException.class);
        } catch (HeldByOthers patienceEnded) {
            return LockState.WAITING;
        }
        return Objects.requireNonNull(state.get());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            metastore.changing(client -> {
                client.unlock(new UnlockRequest(number));
                return true;
            });
        } catch (TException | RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "Lock " + number + " is left to end by itself", failure);
        }
    }

    private static final class HeldByOthers extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
