package io.skein.tests.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Stands between Skein and its storage: it counts what comes through, and breaks what it is told to. */
public final class StorageProxy implements AutoCloseable {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final int SLOW_BYTES = 1024;

    private final ServerSocket door;
    private final int upstream;
    private final AtomicLong dataBytes = new AtomicLong();
    private final AtomicInteger dataRequests = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile Rule rule = new Rule(_ -> false, new Fault.Cut(0), 0);

    /** @param upstream the storage's port */
    public StorageProxy(int upstream) {
        this.upstream = upstream;
        try {
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What is done to a request. */
    public sealed interface Fault {
        /** An answer of its own. */
        record Status(int code) implements Fault {}

        /** The connection ends when the request's head is there, as a server ends one that it kept too long. */
        record Closed() implements Fault {}

        /** The connection ends after so many bytes of the answer. */
        record Cut(int bytes) implements Fault {}

        /** The answer begins after a pause, and comes a kilobyte at a time with the same pause between. */
        record Slow(long pauseMilliseconds) implements Fault {}
    }

    private record Rule(Predicate<String> requests, Fault fault, int times) {}

    public String endpoint() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Breaks requests whose first line fits, so many times. */
    public void breakNext(Predicate<String> requests, Fault fault, int times) {
        broken.set(0);
        rule = new Rule(requests, fault, times);
    }

    public void heal() {
        breakNext(_ -> false, new Fault.Cut(0), 0);
    }

    /** Requests that were broken since the fault was set. */
    public int broken() {
        return Math.min(broken.get(), rule.times());
    }

    /** Bytes of data files, without the heads of answers, since {@link #reset}. */
    long dataBytes() {
        return dataBytes.get();
    }

    int dataRequests() {
        return dataRequests.get();
    }

    void reset() {
        dataBytes.set(0);
        dataRequests.set(0);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** One request for each connection. */
    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            String head = head(fromClient);
            if (head.isEmpty()) {
                return;
            }
            String line = head.substring(0, head.indexOf('\r'));
            Rule now = rule;
            boolean faulty = now.requests().test(line) && broken.incrementAndGet() <= now.times();
            if (faulty && now.fault() instanceof Fault.Status(int code)) {
                answer(client, code);
                return;
            }
            if (faulty && now.fault() instanceof Fault.Closed) {
                client.setSoLinger(true, 0);
                return;
            }
            server.getOutputStream()
                    .write(head.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> send(fromClient, server));
            receive(server.getInputStream(), client, line, faulty ? now.fault() : null);
        } catch (IOException gone) {
            System.getLogger(StorageProxy.class.getName()).log(System.Logger.Level.DEBUG, "A connection ended", gone);
        }
    }

    private static void answer(Socket client, int code) throws IOException {
        String body =
                "<?xml version=\"1.0\"?><Error><Code>Fault" + code + "</Code><Message>made by a test</Message></Error>";
        client.getOutputStream()
                .write(("HTTP/1.1 " + code
                                + " Fault\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
        client.shutdownOutput();
        // What the client still sends must be read, or it gets a reset in the place of the answer.
        client.setSoTimeout(2000);
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void send(InputStream from, Socket server) {
        try {
            from.transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException gone) {
            System.getLogger(StorageProxy.class.getName()).log(System.Logger.Level.DEBUG, "A request ended", gone);
        }
    }

    private void receive(InputStream from, Socket client, String line, @org.jspecify.annotations.Nullable Fault fault)
            throws IOException {
        BufferedInputStream answer = new BufferedInputStream(from);
        OutputStream to = client.getOutputStream();
        boolean data = line.startsWith("GET ") && line.contains(".parquet");
        if (data) {
            dataRequests.incrementAndGet();
        }
        if (fault instanceof Fault.Slow(long pause)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        to.write(head(answer).getBytes(StandardCharsets.ISO_8859_1));
        byte[] buffer = new byte[fault instanceof Fault.Slow ? SLOW_BYTES : 1 << 16];
        long sent = 0;
        for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
            if (fault instanceof Fault.Cut(int bytes) && sent + read > bytes) {
                to.write(buffer, 0, (int) (bytes - sent));
                to.flush();
                client.setSoLinger(true, 0);
                return;
            }
            if (fault instanceof Fault.Slow(long pause)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
            to.write(buffer, 0, read);
            sent += read;
            if (data) {
                dataBytes.addAndGet(read);
            }
        }
        to.flush();
    }

    private static String head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int state = 0;
        while (state < 4 && head.size() < LONGEST_HEAD) {
            int read = from.read();
            if (read < 0) {
                return "";
            }
            head.write(read);
            state = read == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : read == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
