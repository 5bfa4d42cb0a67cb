package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.AlreadyExistsException;
import io.trino.hive.thrift.metastore.GetTableRequest;
import io.trino.hive.thrift.metastore.GetTableResult;
import io.trino.hive.thrift.metastore.LockResponse;
import io.trino.hive.thrift.metastore.LockState;
import io.trino.hive.thrift.metastore.MetaException;
import io.trino.hive.thrift.metastore.NoSuchObjectException;
import io.trino.hive.thrift.metastore.Table;
import io.trino.hive.thrift.metastore.ThriftHiveMetastore;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.thrift.TException;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;

/** A metastore of tables alone, that can break where a real one does so only by bad luck. */
final class FakeMetastore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final AtomicReference<Trouble> next = new AtomicReference<>(Trouble.NONE);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean refuses;
    private final TServerSocket socket;
    private final TThreadPoolServer server;

    /** What befalls the next change of a table. */
    enum Trouble {
        NONE,
        /** It is made, and the connection ends before the answer. */
        ANSWER_LOST,
        /** It is not made, and the connection ends. */
        REQUEST_LOST,
        REFUSED
    }

    FakeMetastore() throws TTransportException {
        this.socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ThriftHiveMetastore.Iface calls = (ThriftHiveMetastore.Iface) Proxy.newProxyInstance(
                FakeMetastore.class.getClassLoader(),
                new Class<?>[] {ThriftHiveMetastore.Iface.class},
                (_, method, arguments) -> answer(method.getName(), List.of(arguments)));
        this.server = new TThreadPoolServer(
                new TThreadPoolServer.Args(socket).processor(new ThriftHiveMetastore.Processor<>(calls)));
        Thread.ofVirtual().start(server::serve);
    }

    private Object answer(String call, List<Object> arguments) throws TException {
        return switch (call) {
            case "lock" -> new LockResponse(held.incrementAndGet(), stateOfLock());
            case "checkLock" -> new LockResponse(held.get(), stateOfLock());
            case "unlock" -> held.decrementAndGet();
            case "setMetaConf" -> true;
            case "getTableReq" -> {
                GetTableRequest request = (GetTableRequest) arguments.getFirst();
                Table found = tables.get(request.getDbName() + "." + request.getTblName());
                if (found == null) {
                    throw new NoSuchObjectException(request.getTblName());
                }
                yield new GetTableResult(found);
            }
            case "createTableWithEnvironmentContext" -> {
                Table table = (Table) arguments.getFirst();
                if (tables.containsKey(name(table))) {
                    throw new AlreadyExistsException(table.getTableName());
                }
                yield change(table);
            }
            case "alterTableWithEnvironmentContext" -> change((Table) arguments.get(2));
            default -> throw new MetaException("Not known here: " + call);
        };
    }

    private LockState stateOfLock() {
        return busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? LockState.WAITING
                : refuses ? LockState.NOT_ACQUIRED : LockState.ACQUIRED;
    }

    private Object change(Table table) throws TException {
        Trouble trouble = next.getAndSet(Trouble.NONE);
        if (trouble == Trouble.REFUSED) {
            throw new MetaException("The table has been modified.");
        }
        if (trouble != Trouble.REQUEST_LOST) {
            tables.put(name(table), new Table(table));
        }
        if (trouble != Trouble.NONE) {
            throw new TTransportException("The connection ends");
        }
        return table;
    }

    private static String name(Table table) {
        return table.getDbName() + "." + table.getTableName();
    }

    void breakNext(Trouble trouble) {
        next.set(trouble);
    }

    /** Lets others have the lock for so many questions, and then gives it or not. */
    void lockIsBusy(int questions, boolean refusesThen) {
        busy.set(questions);
        refuses = refusesThen;
    }

    /** How many locks are held. */
    int held() {
        return held.get();
    }

    HiveSettings settings() {
        URI uri = URI.create("thrift://127.0.0.1:" + socket.getServerSocket().getLocalPort());
        return new HiveSettings(List.of(uri), TIMEOUT, TIMEOUT, true);
    }

    @Override
    public void close() {
        server.stop();
    }
}
