package io.skein.connector.http.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Function;

/** Counts bytes and fails beyond a number, and when the time is over. */
final class BoundedStream extends FilterInputStream {
    private final long limit;
    private final ScanClock clock;
    private final Function<String, RuntimeException> failure;
    private long count;
    private boolean atEnd;

    /** @param failure what is thrown, given what is wrong */
    BoundedStream(InputStream in, long limit, ScanClock clock, Function<String, RuntimeException> failure) {
        super(in);
        this.limit = limit;
        this.clock = clock;
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (clock.over()) {
            throw failure.apply("took longer than the " + clock.limit().toSeconds()
                    + " s that a scan may take (http.max-scan-time)");
        }
        int read = in.read(target, offset, length);
        if (read < 0) {
            atEnd = true;
            return read;
        }
        count += read;
        if (count > limit) {
            throw failure.apply("answered with more than " + limit + " bytes (http.max-response-size)");
        }
        return read;
    }

    @Override
    public int read(byte[] target) throws IOException {
        return read(target, 0, Objects.requireNonNull(target).length);
    }

    @Override
    public long skip(long wanted) throws IOException {
        return read(new byte[(int) Math.min(wanted, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count;
    }

    boolean atEnd() {
        return atEnd;
    }
}
