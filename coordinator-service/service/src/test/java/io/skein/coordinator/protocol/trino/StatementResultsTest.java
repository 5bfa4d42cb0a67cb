package io.skein.coordinator.protocol.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.protocol.FakeAnswer;
import io.skein.coordinator.protocol.FakeDispatcher;
import io.skein.coordinator.protocol.FakeQuery;
import io.skein.coordinator.protocol.Rows;
import io.skein.coordinator.protocol.Sessions;
import io.skein.coordinator.protocol.trino.SessionChangeHeaders.Header;
import io.skein.coordinator.session.SessionChange;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementResultsTest {
    private static final PageTarget AT = new PageTarget(URI.create("http://h:1/"), "s");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final List<OutputColumn> ID = List.of(new OutputColumn("id", Type.Simple.BIGINT));

    private final BufferAllocator allocator = new RootAllocator();
    private final FakeDispatcher dispatcher = new FakeDispatcher();

    @AfterEach
    void close() {
        allocator.close();
    }

    @Test
    void aSmallResultIsOnePageAndTheEnd() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(ID);
            query.add(batch(1, 2));
            query.finish(FakeAnswer.NOTHING);
        });

        JsonNode page = json(results.page(1, AT, WAIT));

        assertThat(page.get("columns").toString())
                .isEqualTo(
                        "[{\"name\":\"id\",\"type\":\"bigint\",\"typeSignature\":{\"rawType\":\"bigint\",\"arguments\":[]}}]");
        assertThat(page.get("data").toString()).isEqualTo("[[1],[2]]");
        assertThat(page.has("nextUri")).isFalse();
        assertThat(page.at("/stats/state").asText()).isEqualTo("FINISHED");
        assertThat(page.at("/stats/progressPercentage").asDouble()).isEqualTo(75.0);
    }

    @Test
    void thePageIsTheSameWhenAskedAgainAndOthersAreGone() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(ID);
            query.add(batch(1));
            query.finish(FakeAnswer.NOTHING);
        });

        Page first = results.page(1, AT, WAIT).orElseThrow();

        assertThat(results.page(1, AT, WAIT)).containsSame(first);
        assertThat(results.page(0, AT, WAIT)).isEmpty();
        assertThat(results.page(2, AT, WAIT)).isEmpty();
    }

    @Test
    void aLargeResultComesInBoundedPagesWithoutLosingRows() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(ID);
            for (int i = 0; i < 20; i++) {
                query.add(batch(LongStream.range(i * 20_000L, (i + 1) * 20_000L)
                        .map(n -> 1_000_000_000_000L + n)
                        .toArray()));
            }
            query.finish(FakeAnswer.NOTHING);
        });

        long token = 1;
        long expected = 1_000_000_000_000L;
        int pages = 0;
        while (true) {
            Page page = results.page(token, AT, WAIT).orElseThrow();
            JsonNode json = new ObjectMapper().readTree(page.json());
            for (JsonNode row : json.get("data")) {
                assertThat(row.get(0).asLong()).isEqualTo(expected++);
            }
            assertThat(page.json().length).isLessThan(9 << 20);
            pages++;
            if (page.last()) {
                break;
            }
            token++;
            assertThat(json.get("nextUri").asText()).endsWith("/" + token);
        }
        assertThat(expected).isEqualTo(1_000_000_400_000L);
        assertThat(pages).isGreaterThan(2);
    }

    @Test
    void whileNothingIsReadyThePageTellsTheProgress() throws Exception {
        StatementResults results = submit(_ -> {});

        JsonNode page = json(results.page(1, AT, Duration.ofMillis(10)));

        assertThat(page.has("data")).isFalse();
        assertThat(page.at("/stats/state").asText()).isEqualTo("PLANNING");
        assertThat(page.get("nextUri").asText())
                .endsWith("/v1/statement/executing/" + page.get("id").asText() + "/s/2");
    }

    @Test
    void aFailureHasNameTypeAndPlaceButNoStack() throws Exception {
        StatementResults results = submit(query -> query.fail(new SkeinException(
                StandardErrorCode.TABLE_NOT_FOUND, new Location(1, 15), "line 1:15: Table 'x' does not exist")));

        JsonNode page = json(results.page(1, AT, WAIT));

        assertThat(page.get("error").toString())
                .isEqualTo(
                        "{\"message\":\"line 1:15: Table 'x' does not exist\",\"errorCode\":46,\"errorName\":\"TABLE_NOT_FOUND\","
                                + "\"errorType\":\"USER_ERROR\",\"errorLocation\":{\"lineNumber\":1,\"columnNumber\":15},\"failureInfo\":{"
                                + "\"type\":\"io.trino.spi.TrinoException\",\"message\":\"line 1:15: Table 'x' does not exist\",\"suppressed\":[],"
                                + "\"stack\":[],\"errorInfo\":{\"code\":46,\"name\":\"TABLE_NOT_FOUND\",\"type\":\"USER_ERROR\"},"
                                + "\"errorLocation\":{\"lineNumber\":1,\"columnNumber\":15}}}");
        assertThat(page.at("/stats/state").asText()).isEqualTo("FAILED");
        assertThat(page.has("nextUri")).isFalse();
    }

    @Test
    void aFailureInTheMiddleFreesWhatIsHeld() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(ID);
            query.add(batch(LongStream.range(0, 300_000).toArray()));
        });
        assertThat(json(results.page(1, AT, WAIT)).get("data").size()).isGreaterThan(1000);

        dispatcher.last().fail(new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero"));
        results.releaseIfOver();

        assertThat(allocator.getAllocatedMemory()).isZero();
        assertThat(json(results.page(2, AT, WAIT)).at("/error/errorName").asText())
                .isEqualTo("DIVISION_BY_ZERO");
    }

    @Test
    void cancellingFreesWhatIsHeld() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(ID);
            query.add(batch(LongStream.range(0, 300_000).toArray()));
        });
        results.page(1, AT, WAIT);

        results.cancel();

        assertThat(allocator.getAllocatedMemory()).isZero();
        assertThat(dispatcher.last().info().failure().orElseThrow().code().name())
                .isEqualTo("USER_CANCELED");
    }

    @Test
    void whatAStatementChangesIsToldInHeaders() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(List.of());
            query.finish(FakeAnswer.command(
                    "USE",
                    new SessionChange.SetCatalogSchema(Optional.of("tpch"), "tiny"),
                    new SessionChange.SetProperty("p", "a b"),
                    new SessionChange.SetTimeZone("Europe/Berlin"),
                    new SessionChange.AddPrepared("q", "SELECT ?"),
                    new SessionChange.DropPrepared("r")));
        });

        Page page = results.page(1, AT, WAIT).orElseThrow();

        assertThat(page.headers())
                .containsExactly(
                        new Header("X-Trino-Set-Catalog", "tpch"),
                        new Header("X-Trino-Set-Schema", "tiny"),
                        new Header("X-Trino-Set-Session", "p=a+b"),
                        new Header("X-Trino-Set-Session", "time_zone_id=Europe%2FBerlin"),
                        new Header("X-Trino-Added-Prepare", "q=SELECT+%3F"),
                        new Header("X-Trino-Deallocated-Prepare", "r"));
        assertThat(json(Optional.of(page)).get("updateType").asText()).isEqualTo("USE");
        assertThat(json(Optional.of(page)).get("columns").toString()).isEqualTo("[]");
    }

    @Test
    void rowsThatCannotBeWrittenFailTheQueryAndAreFreed() throws Exception {
        StatementResults results = submit(query -> {
            query.plan(List.of(new OutputColumn("id", Type.Varchar.UNBOUNDED)));
            query.add(batch(1));
            query.add(batch(2));
        });

        JsonNode page = json(results.page(1, AT, WAIT));

        assertThat(page.at("/error/errorName").asText()).isEqualTo("GENERIC_INTERNAL_ERROR");
        assertThat(page.at("/error/failureInfo/stack").size()).isZero();
        assertThat(page.at("/stats/state").asText()).isEqualTo("FAILED");
        assertThat(page.has("nextUri")).isFalse();
        assertThat(dispatcher.last().info().failure().orElseThrow().code().name())
                .isEqualTo("GENERIC_INTERNAL_ERROR");
        assertThat(allocator.getAllocatedMemory()).isZero();
    }

    private StatementResults submit(Consumer<FakeQuery> answer) throws IOException {
        dispatcher.on("q", answer);
        StatementResults results =
                new StatementResults(dispatcher.submit(Sessions.of("ann"), "q"), "s", new JsonFactory());
        assertThat(json(Optional.of(results.first(AT))).get("nextUri").asText())
                .contains("/v1/statement/queued/")
                .endsWith("/s/1");
        return results;
    }

    private org.apache.arrow.vector.VectorSchemaRoot batch(long... ids) {
        return Rows.batch(
                allocator,
                List.of(Type.Simple.BIGINT),
                LongStream.of(ids).mapToObj(List::of).toList());
    }

    private static JsonNode json(Optional<Page> page) throws IOException {
        return new ObjectMapper().readTree(page.orElseThrow().json());
    }
}
