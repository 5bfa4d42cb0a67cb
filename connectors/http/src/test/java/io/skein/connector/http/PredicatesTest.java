package io.skein.connector.http;

import static io.skein.spi.connector.Domain.Range.equal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredicatesTest {
    private static final Type.Varchar TEXT = Type.Varchar.UNBOUNDED;

    private final WebServer web = new WebServer().answer("/", "[{\"a\": 1}]");

    @AfterEach
    void stop() {
        web.close();
    }

    private List<String> asked(String column, Constraint constraint) {
        Scan.rows(Scan.properties("{\"url\": \"" + web.url("/t") + "\", \"columns\": [" + column + "]}"), constraint);
        return web.targets();
    }

    private static Range range(Optional<Object> low, boolean lowInclusive, Optional<Object> high, boolean inclusive) {
        return new Range(low, lowInclusive, high, inclusive);
    }

    @Test
    void sendsEquality() {
        assertThat(asked(
                        "{\"name\": \"s\", \"type\": \"varchar\", \"parameters\": {\"equal\": \"state\"}}",
                        Scan.where("s", TEXT, equal("a b&c=ü"))))
                .containsExactly("/t?state=a%20b%26c%3D%C3%BC");
    }

    @Test
    void sendsSeveralValuesAsTheServerTakesThem() {
        Constraint two = Scan.where("s", TEXT, equal("x"), equal("y"));
        asked(
                "{\"name\": \"s\", \"type\": \"varchar\", \"parameters\": {\"equal\": \"q\", \"in\": \"repeated\"}}",
                two);
        asked("{\"name\": \"s\", \"type\": \"varchar\", \"parameters\": {\"equal\": \"q\", \"in\": \"comma\"}}", two);
        asked("{\"name\": \"s\", \"type\": \"varchar\", \"parameters\": {\"equal\": \"q\"}}", two);
        asked(
                "{\"name\": \"s\", \"type\": \"varchar\", \"parameters\": {\"equal\": \"q\", \"in\": \"comma\"}}",
                Scan.where("s", TEXT, equal("x,y"), equal("z")));

        assertThat(web.targets()).containsExactly("/t?q=x&q=y", "/t?q=x%2Cy", "/t", "/t");
    }

    @Test
    void sendsBoundsThatAreNoNarrowerThanAsked() {
        String column = """
                {"name": "n", "type": "bigint", "parameters": {"atLeast": "min", "below": "before"}}""";
        asked(column, Scan.where("n", Type.Simple.BIGINT, range(Optional.of(3L), true, Optional.of(9L), false)));
        asked(column, Scan.where("n", Type.Simple.BIGINT, range(Optional.of(3L), false, Optional.of(9L), true)));
        asked(column, Scan.where("n", Type.Simple.BIGINT, equal(5L)));
        asked(
                column,
                Scan.where(
                        "n",
                        Type.Simple.BIGINT,
                        range(Optional.of(1L), true, Optional.of(2L), true),
                        range(Optional.of(7L), true, Optional.empty(), false)));
        asked(
                column,
                new Constraint(Map.of(
                        "n",
                        new Domain(
                                Type.Simple.BIGINT,
                                List.of(range(Optional.of(3L), true, Optional.empty(), false)),
                                true))));

        assertThat(web.targets()).containsExactly("/t?min=3&before=9", "/t?min=3", "/t?min=5", "/t?min=1", "/t");
    }

    @Test
    void writesTimesAsTheServerDoes() {
        LocalDateTime exact = LocalDateTime.of(2026, 1, 31, 10, 20, 30);
        String column = """
                {"name": "n", "type": "timestamp(6)", "dataFormat": "%s"%s, "parameters": {"atLeast": "since"}}""";
        for (String form : List.of("iso8601", "seconds-since-epoch", "milliseconds-since-epoch")) {
            asked(
                    column.formatted(form, ""),
                    Scan.where("n", new Type.Timestamp(6), range(Optional.of(exact), true, Optional.empty(), false)));
        }
        asked(
                column.formatted("custom-date-time", ", \"formatHint\": \"yyyyMMdd\""),
                Scan.where("n", new Type.Timestamp(6), range(Optional.of(exact), true, Optional.empty(), false)));
        asked(
                column.formatted("seconds-since-epoch", ""),
                Scan.where(
                        "n",
                        new Type.Timestamp(6),
                        range(Optional.of(exact.plusNanos(1000)), true, Optional.empty(), false)));

        assertThat(web.targets())
                .containsExactly(
                        "/t?since=2026-01-31T10%3A20%3A30",
                        "/t?since=1769854830", "/t?since=1769854830000", "/t?since=20260131", "/t");
    }

    private String inputs(String more) {
        return "{\"url\": \"" + web.url("/users/{id}/posts")
                + "\", \"columns\": [{\"name\": \"id\", \"type\": \"varchar\"" + more
                + "}, {\"name\": \"a\", \"type\": \"bigint\"}]}";
    }

    @Test
    void asksForEachValueOfAPlaceholder() {
        assertThat(Scan.rows(Scan.properties(inputs("")), Scan.where("id", TEXT, equal("x/../y?z"), equal("ü"))))
                .containsExactly(List.of("x/../y?z", 1L), List.of("ü", 1L));
        assertThat(web.targets()).containsExactly("/users/x%2F..%2Fy%3Fz/posts", "/users/%C3%BC/posts");

        assertThat(Scan.rows(Scan.properties(inputs(", \"default\": \"me\"")), Constraint.ALL))
                .containsExactly(List.of("me", 1L));
        assertThat(Scan.rows(Scan.properties(inputs("")), Scan.where("id", TEXT)))
                .isEmpty();
        assertThat(web.targets()).hasSize(3).endsWith("/users/me/posts");
    }

    @Test
    void sendsInputsAsParameters() {
        String definition =
                "{\"url\": \"" + web.url("/t") + "\", \"columns\": [{\"name\": \"n\", \"type\": \"integer\","
                        + " \"input\": true, \"parameters\": {\"equal\": \"number\"}}, {\"name\": \"a\", \"type\": \"bigint\"}]}";

        assertThat(Scan.rows(Scan.properties(definition), Scan.where("n", Type.Simple.INTEGER, equal(4L), equal(5L))))
                .containsExactly(List.of(4, 1L), List.of(5, 1L));
        assertThat(web.targets()).containsExactly("/t?number=4", "/t?number=5");
    }

    @Test
    void refusesWhatItCannotAsk() {
        rejected("Filter required on default.t for column: id, by = or IN with constants", Constraint.ALL);
        rejected(
                "Filter required on default.t for column: id, by = or IN with constants",
                Scan.where("id", TEXT, range(Optional.of("a"), true, Optional.of("b"), true)));
        for (String value : List.of("", ".", "..")) {
            rejected("'" + value + "' is no value for column: id of default.t", Scan.where("id", TEXT, equal(value)));
        }
        Range[] many = new Range[11];
        Arrays.setAll(many, i -> equal("v" + i));
        rejected(
                "A scan of default.t would need 11 requests, and at most 10 are allowed (http.max-requests-per-scan)",
                Scan.where("id", TEXT, many));
        assertThat(web.targets()).isEmpty();
    }

    private void rejected(String message, Constraint constraint) {
        assertThatThrownBy(() -> Scan.rows(Scan.properties(inputs(""), "http.max-requests-per-scan", "10"), constraint))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.QUERY_REJECTED.code()))
                .hasMessage(message);
    }
}
