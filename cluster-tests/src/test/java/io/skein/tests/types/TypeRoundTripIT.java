package io.skein.tests.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skein.tests.conformance.Answer;
import io.skein.tests.conformance.RestSession;
import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import io.skein.tests.types.RoundTrip.Typed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of docs/types.md: what each door answers to a literal, and what a table gives back. Two workers have the tables. */
class TypeRoundTripIT {
    private static final SkeinProcess SERVER = Servers.cluster();
    private static final RestSession REST = new RestSession(SERVER.httpAddress());
    private static final RestSession OLD = RestSession.withoutCapabilities(SERVER.httpAddress());
    private static final FlightValues FLIGHT = new FlightValues(SERVER);

    @BeforeAll
    static void createSchemas() throws Exception {
        REST.setProperty("distribution", "FORCED");
        for (String catalog : new String[] {"memory", "iceberg"}) {
            assertThat(REST.execute("CREATE SCHEMA " + catalog + ".round_trips").failure())
                    .isEmpty();
        }
    }

    @AfterAll
    static void close() throws Exception {
        for (String catalog : new String[] {"memory", "iceberg"}) {
            REST.execute("DROP SCHEMA " + catalog + ".round_trips CASCADE");
        }
        FLIGHT.close();
    }

    @ParameterizedTest
    @MethodSource("io.skein.tests.types.RoundTrip#all")
    void aLiteralComesBack(RoundTrip expected) throws Exception {
        String sql = "SELECT " + expected.literal();
        FlightValues.Column flight = FLIGHT.ask(sql);

        Typed rest = typed(REST.execute(sql));
        RoundTrip actual = new RoundTrip(
                expected.literal(),
                rest,
                different(typed(OLD.execute(sql)), rest),
                new Typed(flight.type(), TextNode.valueOf(flight.values().getFirst())),
                different(stored("memory", expected.literal()), rest),
                different(stored("iceberg", expected.literal()), rest));

        assertThat(actual).hasToString(expected.toString());
    }

    private static Typed stored(String catalog, String literal) throws Exception {
        String table = catalog + ".round_trips.t";
        Answer created = REST.execute("CREATE TABLE " + table + " AS SELECT " + literal + " AS v");
        if (created.failure().isPresent()) {
            return typed(created);
        }
        Typed stored = typed(REST.execute("SELECT v FROM " + table));
        assertThat(REST.execute("DROP TABLE " + table).failure()).isEmpty();
        return stored;
    }

    private static Typed typed(Answer answer) {
        if (answer.failure().isPresent()) {
            Answer.Failure failure = answer.failure().get();
            return new Typed(failure.name(), TextNode.valueOf(failure.message()));
        }
        assertThat(answer.rows()).hasSize(1);
        JsonNode value = answer.rows().getFirst().get(0);
        return new Typed(answer.columns().getFirst().type(), value);
    }

    private static @Nullable Typed different(Typed value, Typed usual) {
        return value.equals(usual) ? null : value;
    }
}
