package io.skein.connector.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the connector and its server, and loses the connection when a transaction is to be committed. */
final class CommitProxy implements AutoCloseable {
    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket door;
    private final int upstream;
    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
    private volatile boolean shut;

    /** When the connection is lost. */
    enum Fault {
        NONE,
        /** Before the server hears of the commit. */
        BEFORE,
        /** After the server has committed, before the connector hears of it. */
        AFTER,
        /** The same, and no connection comes about any more. */
        AFTER_FOR_EVER
    }

    CommitProxy(int upstream) {
        this.upstream = upstream;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What happens to the next commit. */
    void next(Fault fault) {
        next.set(fault);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (shut) {
                    client.close();
                } else {
                    Thread.ofVirtual().start(() -> serve(client));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        AtomicBoolean deaf = new AtomicBoolean();
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            Thread.ofVirtual().start(() -> answer(server, client, deaf));
            InputStream from = client.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                boolean commit = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMIT);
                Fault fault = commit ? next.getAndSet(Fault.NONE) : Fault.NONE;
                if (fault == Fault.BEFORE) {
                    return;
                }
                deaf.set(fault != Fault.NONE);
                if (fault == Fault.AFTER_FOR_EVER) {
                    shut = true;
                }
                server.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            System.getLogger(CommitProxy.class.getName()).log(System.Logger.Level.DEBUG, "A connection ended", gone);
        }
    }

    /** @param deaf whether what the server says now is that it has committed, and the client does not hear it */
    private static void answer(Socket server, Socket client, AtomicBoolean deaf) {
        try (client) {
            InputStream from = server.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = from.read(buffer); read >= 0 && !deaf.get(); read = from.read(buffer)) {
                client.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            System.getLogger(CommitProxy.class.getName()).log(System.Logger.Level.DEBUG, "A connection ended", gone);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
