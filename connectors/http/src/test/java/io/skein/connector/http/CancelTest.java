package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split;
import io.skein.spi.testkit.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final WebServer web = new WebServer();
    private final CountDownLatch broken = new CountDownLatch(1);

    @AfterEach
    void stop() {
        web.close();
    }

    private void open(String path, Consumer<PageSource> test) {
        try (Connector connector = new HttpConnectorFactory()
                        .create(
                                "web",
                                Scan.properties(
                                        "{\"url\": \"" + web.url(path)
                                                + "\", \"format\": \"ndjson\", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}"));
                RootAllocator allocator = new RootAllocator()) {
            var table = Rows.table(connector, Scan.NAME);
            List<ColumnHandle> columns = Rows.columns(connector, table);
            Split.PageSplit split = (Split.PageSplit) connector
                    .splitManager()
                    .splits(table, columns, Constraint.ALL)
                    .next(1)
                    .getFirst();
            try (PageSource source =
                    connector.pageSourceProvider().orElseThrow().open(split, columns, allocator)) {
                test.accept(source);
            }
        }
    }

    private void endless() {
        web.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] line = "{\"a\": 1}\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write(line);
                }
            } catch (IOException e) {
                broken.countDown();
            }
        });
    }

    private void closesItsConnection() {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThat(broken.await(SOON.toSeconds(), TimeUnit.SECONDS))
                        .isTrue());
    }

    @Test
    void closesTheConnectionWhenItIsClosedMidResponse() {
        endless();
        open("/endless", source -> assertThat(source.next()).isTrue());
        closesItsConnection();
    }

    @Test
    void closesTheConnectionWhenItIsCanceledMidResponse() {
        endless();
        open("/endless", source -> {
            assertThat(source.next()).isTrue();
            source.cancel();
            closesItsConnection();
            assertThatThrownBy(source::next).hasMessage("Query was canceled");
        });
    }

    @Test
    void endsAWaitForAnAnswer() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        web.on("/silent", exchange -> {
            asked.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        open("/silent", source -> {
            Thread.ofVirtual().start(() -> {
                try {
                    asked.await();
                    source.cancel();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertTimeoutPreemptively(
                    SOON, () -> assertThatThrownBy(source::next).hasMessage("Query was canceled"));
        });
        done.countDown();
    }

    @Test
    void endsAPauseBeforeAnotherTry() {
        CountDownLatch asked = new CountDownLatch(1);
        web.on("/busy", exchange -> {
            WebServer.send(exchange, 503, Map.of("Retry-After", "300"), new byte[0]);
            asked.countDown();
        });
        open("/busy", source -> {
            Thread.ofVirtual().start(() -> {
                try {
                    asked.await();
                    source.cancel();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertTimeoutPreemptively(
                    SOON, () -> assertThatThrownBy(source::next).hasMessage("Query was canceled"));
        });
    }
}
