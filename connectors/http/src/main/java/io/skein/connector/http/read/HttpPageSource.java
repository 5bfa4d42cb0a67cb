package io.skein.connector.http.read;

import io.skein.connector.http.client.HttpErrorCode;
import io.skein.connector.http.client.HttpFailures;
import io.skein.connector.http.client.HttpFetcher;
import io.skein.connector.http.client.HttpRequest;
import io.skein.connector.http.client.HttpResponse;
import io.skein.connector.http.client.Interruption;
import io.skein.connector.http.client.ScanClock;
import io.skein.connector.http.request.ScanRequest;
import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.TableDefinition;
import io.skein.connector.sql.value.VectorWriter;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The rows of one request: a response is read while it comes, and then the next page's. */
public final class HttpPageSource implements PageSource {
    private static final int MOST_ROWS = 8_192;
    private static final long BATCH_BYTES = 2 << 20;

    private final HttpFetcher fetcher;
    private final ScanRequest request;
    private final List<ColumnDefinition> columns;
    private final VectorSchemaRoot root;
    private final HttpFailures failures;
    private final Interruption interruption = new Interruption();
    private final Pages pages;
    private Optional<URI> next;
    private @Nullable ScanClock clock;
    private @Nullable Page page;
    private long bytes;

    public HttpPageSource(
            HttpFetcher fetcher, ScanRequest request, List<ColumnHandle> columns, BufferAllocator allocator) {
        this.fetcher = fetcher;
        this.request = request;
        this.columns = columns.stream()
                .map(column -> request.table().column(column.name()).orElseThrow(() -> gone(column)))
                .toList();
        this.failures = new HttpFailures(fetcher.settings().catalog(), request.secrets());
        this.pages = new Pages(
                request.table().paging(), failures, fetcher.settings().limits().pages());
        this.next = Optional.of(request.url());
        this.root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
    }

    /** A page that is being read. */
    private static final class Page {
        private final URI asked;
        private final HttpResponse response;
        private final RowReader reader;
        private long rows;

        Page(URI asked, HttpResponse response, RowReader reader) {
            this.asked = asked;
            this.response = response;
            this.reader = reader;
        }
    }

    private SkeinException gone(ColumnHandle column) {
        return new SkeinException(
                StandardErrorCode.COLUMN_NOT_FOUND,
                "Column '" + column.name() + "' does not exist in '" + request.table() + "'");
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        int slot = 0;
        long before = bytesRead();
        while (slot < MOST_ROWS && bytesRead() - before < BATCH_BYTES) {
            interruption.check();
            if (page == null && !open()) {
                break;
            }
            Page current = Objects.requireNonNull(page);
            if (advance(current)) {
                if (slot == 0) {
                    root.allocateNew();
                }
                current.rows++;
                fill(current, slot++);
            } else {
                finish(current);
            }
        }
        root.setRowCount(slot);
        return slot > 0;
    }

    private boolean open() {
        if (next.isEmpty()) {
            return false;
        }
        if (clock == null) {
            clock = new ScanClock(fetcher.settings().limits().time());
        }
        URI url = next.get();
        TableDefinition table = request.table();
        HttpResponse response = fetcher.get(
                new HttpRequest(url, table.headers(), table.url().origin(), request.secrets()), clock, interruption);
        try {
            page = new Page(url, response, reader(response));
        } catch (IOException e) {
            response.close();
            throw failure(url, e);
        } catch (RuntimeException e) {
            response.close();
            throw e;
        }
        return true;
    }

    private RowReader reader(HttpResponse response) throws IOException {
        TableDefinition table = request.table();
        return switch (table.format()) {
            case JSON ->
                new JsonRows(response.body(), table.rows(), table.paging().captured());
            case NDJSON -> new LineRows(response.body());
            case CSV -> new CsvRows(response.body(), table.csv(), columns);
            case PARQUET -> throw new IllegalStateException("The kernel reads " + table);
        };
    }

    private boolean advance(Page current) {
        try {
            return current.reader.next();
        } catch (IOException e) {
            throw failure(current.asked, e);
        }
    }

    private void finish(Page current) {
        bytes += current.response.bytes();
        page = null;
        current.response.close();
        next = pages.after(current.asked, current.response, current.reader, current.rows);
    }

    private void fill(Page current, int slot) {
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            try {
                VectorWriter.set(root.getVector(i), slot, column.type(), value(current, column));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw failures.of(
                        HttpErrorCode.HTTP_BAD_DATA,
                        current.asked,
                        current.reader.place() + ", column '" + column.name() + "' " + e.getMessage());
            }
        }
    }

    private @Nullable Object value(Page current, ColumnDefinition column) {
        return column.source() instanceof ColumnDefinition.Input
                ? JsonValues.ofText(
                        column.type(),
                        column.form(),
                        Objects.requireNonNull(request.inputs().get(column.name())))
                : current.reader.value(column);
    }

    private SkeinException failure(URI url, IOException failed) {
        interruption.check();
        return switch (failed) {
            case MalformedDocument malformed ->
                failures.of(HttpErrorCode.HTTP_BAD_DATA, url, String.valueOf(malformed.getMessage()));
            case ZipException _, EOFException _ ->
                failures.of(HttpErrorCode.HTTP_BAD_DATA, url, "answered with something that is no whole gzip");
            case SocketTimeoutException _ ->
                failures.of(
                        HttpErrorCode.HTTP_ERROR,
                        url,
                        "sent nothing for " + fetcher.settings().readTimeout().toMillis() + " ms (http.read-timeout)");
            case java.io.CharConversionException text ->
                failures.of(HttpErrorCode.HTTP_BAD_DATA, url, "answered with a malformed text: " + text.getMessage());
            default -> failures.of(HttpErrorCode.HTTP_ERROR, url, "broke off its answer: " + failed.getMessage());
        };
    }

    @Override
    public long bytesRead() {
        return bytes + (page == null ? 0 : page.response.bytes());
    }

    @Override
    public void cancel() {
        interruption.end();
    }

    @Override
    public void close() {
        next = Optional.empty();
        if (page != null) {
            page.response.close();
            page = null;
        }
        root.close();
    }
}
