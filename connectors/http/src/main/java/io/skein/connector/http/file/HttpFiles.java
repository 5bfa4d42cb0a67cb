package io.skein.connector.http.file;

import io.skein.connector.http.client.HttpErrorCode;
import io.skein.connector.http.client.HttpFailures;
import io.skein.connector.http.client.HttpFetcher;
import io.skein.connector.http.client.HttpRequest;
import io.skein.connector.http.client.HttpResponse;
import io.skein.connector.http.client.Interruption;
import io.skein.connector.http.client.ScanClock;
import io.skein.connector.http.read.InputLiterals;
import io.skein.connector.http.request.ScanRequest;
import io.skein.connector.http.request.ScanRequests;
import io.skein.connector.http.table.Definitions;
import io.skein.connector.http.table.TableDefinition;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.Deletes;
import io.skein.spi.connector.Split.FieldIds;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Parquet files of a table: what the kernel reads of them comes by ranges, so that the server must give these. */
public final class HttpFiles implements ConnectorFiles {
    private static final int PARTIAL = 206;
    private static final int ATTEMPTS = 3;
    private static final int BUFFER_BYTES = 1 << 17;

    private final HttpFetcher fetcher;
    private final Definitions.Known known;
    private final HttpFailures failures;

    public HttpFiles(HttpFetcher fetcher, Definitions.Known known) {
        this.fetcher = fetcher;
        this.known = known;
        this.failures = new HttpFailures(fetcher.settings().catalog(), known.secrets());
    }

    /** The file that the request is for. */
    public FileSplit split(ScanRequest request) {
        try (HttpResponse response = get(request.url(), "bytes=0-0", new Interruption())) {
            String range = response.header("Content-Range").orElse("");
            long bytes = total(range);
            if (response.status() != PARTIAL || bytes < 0) {
                throw failures.of(
                        HttpErrorCode.HTTP_ERROR, request.url(), "does not serve ranges, which Parquet files need");
            }
            String location = new FileLocation(
                            request.table().url().origin().host(), request.inputs(), FileVersion.of(response))
                    .text();
            return new FileSplit(
                    location,
                    bytes,
                    0,
                    constants(request),
                    Map.of(),
                    FieldIds.NONE,
                    Deletes.NONE,
                    ColumnMatching.BY_NAME);
        }
    }

    private static Map<String, String> constants(ScanRequest request) {
        Map<String, String> constants = new HashMap<>();
        request.inputs()
                .forEach((column, value) -> constants.put(
                        column, InputLiterals.of(request.table().column(column).orElseThrow(), value)));
        return constants;
    }

    /** Negative where it is not said. */
    private static long total(String range) {
        String total = range.substring(range.lastIndexOf('/') + 1).trim();
        return total.matches("\\d{1,18}") ? Long.parseLong(total) : -1;
    }

    @Override
    public String storage() {
        return "http " + fetcher.settings().catalog() + " " + known.table().name() + " "
                + known.table().url().origin();
    }

    @Override
    public long size(String location) {
        throw unsupported("Files of " + known.table() + " come with their sizes");
    }

    @Override
    public void read(String location, long offset, long length, WritableByteChannel target) {
        FileLocation file = FileLocation.parse(location);
        URI url = ScanRequests.url(known.table(), file.inputs());
        Position position = new Position(offset, offset + length);
        for (int attempt = 1; position.now < position.end; attempt++) {
            try (HttpResponse response =
                    get(url, "bytes=" + position.now + "-" + (position.end - 1), new Interruption())) {
                if (response.status() != PARTIAL || !file.version().matches(response)) {
                    throw failures.of(HttpErrorCode.HTTP_ERROR, url, "has changed while it was read");
                }
                copy(response.body(), position, target);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw SkeinException.canceled();
                }
                if (attempt >= ATTEMPTS) {
                    throw failures.of(HttpErrorCode.HTTP_ERROR, url, "broke off its answer: " + e.getMessage());
                }
            }
        }
    }

    private static final class Position {
        private long now;
        private final long end;

        Position(long now, long end) {
            this.now = now;
            this.end = end;
        }
    }

    private static void copy(InputStream body, Position position, WritableByteChannel target) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, position.end - position.now)];
        while (position.now < position.end) {
            int read = body.read(buffer, 0, (int) Math.min(buffer.length, position.end - position.now));
            if (read < 0) {
                throw new IOException("it ends too early");
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
            position.now += read;
        }
    }

    private HttpResponse get(URI url, String range, Interruption interruption) {
        TableDefinition table = known.table();
        Map<String, String> headers = new HashMap<>(table.headers());
        headers.put("Range", range);
        try {
            return fetcher.get(
                    new HttpRequest(url, headers, table.url().origin(), known.secrets()),
                    new ScanClock(fetcher.settings().limits().time()),
                    interruption);
        } catch (SkeinException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw SkeinException.canceled();
            }
            throw failure;
        }
    }

    @Override
    public void upload(Path file, String location) {
        throw unsupported("Tables of HTTP servers cannot be written");
    }

    @Override
    public void delete(String location) {
        throw unsupported("Tables of HTTP servers cannot be written");
    }

    private static SkeinException unsupported(String message) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, message);
    }
}
