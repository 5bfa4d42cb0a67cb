package io.skein.coordinator.protocol.flightsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skein.coordinator.dispatch.Description;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.protocol.FakeAnswer;
import io.skein.coordinator.protocol.FakeCallers;
import io.skein.coordinator.protocol.FakeDispatcher;
import io.skein.coordinator.protocol.FakeQuery;
import io.skein.coordinator.protocol.Rows;
import io.skein.coordinator.session.SessionChange;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlightSqlServerTest {
    private static final List<OutputColumn> ID = List.of(new OutputColumn("id", Type.Simple.BIGINT));
    private static final CallOption ANN = headers(Map.of("user", "ann", "catalog", "tpch", "schema", "tiny"));

    private final BufferAllocator engine = new RootAllocator();
    private final BufferAllocator memory = new RootAllocator();
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final FakeCallers callers = new FakeCallers();
    private FlightSqlServer server;
    private FlightClient flight;
    private FlightSqlClient client;

    @BeforeEach
    void start() throws Exception {
        server = new FlightSqlServer(dispatcher, callers, _ -> new TwoTables(), new FlightConfiguration() {
            @Override
            public String flightHost() {
                return "127.0.0.1";
            }

            @Override
            public int flightPort() {
                return 0;
            }

            @Override
            public Duration flightSessionTimeout() {
                return Duration.ofMinutes(1);
            }
        });
        flight = FlightClient.builder(memory, Location.forGrpcInsecure("127.0.0.1", server.port()))
                .build();
        client = new FlightSqlClient(flight);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        memory.close();
        engine.close();
    }

    @Test
    void aStatementIsPlannedThenStreamed() throws Exception {
        dispatcher.on("q", query -> {
            query.plan(ID);
            query.add(batch(1, 2));
            query.add(batch(3));
            query.finish(FakeAnswer.NOTHING);
        });

        FlightInfo info = client.execute("q", ANN);

        assertThat(info.getSchema().getFields()).hasSize(1);
        assertThat(info.getSchema().findField("id").getMetadata())
                .containsEntry("ARROW:FLIGHT:SQL:TYPE_NAME", "bigint");
        assertThat(rows(info)).containsExactly(List.of("1"), List.of("2"), List.of("3"));
        assertThat(dispatcher.last().session().user()).isEqualTo("ann");
        assertThat(dispatcher.last().session().catalog()).contains("tpch");
        assertThat(dispatcher.last().session().schema()).contains("tiny");
    }

    @Test
    void aResultIsFetchedOnce() throws Exception {
        dispatcher.on("q", query -> {
            query.plan(ID);
            query.finish(FakeAnswer.NOTHING);
        });
        FlightInfo info = client.execute("q", ANN);

        assertThat(rows(info)).isEmpty();
        assertThatThrownBy(() -> rows(info))
                .isInstanceOfSatisfying(
                        FlightRuntimeException.class,
                        failure -> assertThat(failure.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND));
    }

    @Test
    void everyTypeArrivesInTheClientsForm() throws Exception {
        List<Type> types = List.of(
                new Type.Char(3),
                TypeParser.parse("timestamp(6) with time zone"),
                TypeParser.parse("time(3) with time zone"),
                Type.Simple.INTERVAL_YEAR_MONTH,
                Type.Simple.INTERVAL_DAY_SECOND,
                TypeParser.parse("row(a bigint, b char(2), a varchar)"),
                TypeParser.parse("array(timestamp(3) with time zone)"),
                TypeParser.parse("map(varchar, decimal(5,2))"),
                Type.Simple.UNKNOWN,
                Type.Simple.BOOLEAN);
        List<Object> full = Arrays.asList(
                "a",
                List.of(1_588_748_889_123_456L, "Asia/Tokyo"),
                List.of(25_689_123_000_000L, 60),
                14,
                90_061_001L,
                List.of(7L, "x", "y"),
                List.of(List.of(0L, "UTC")),
                Map.of("k", new BigDecimal("1.50")),
                null,
                true);
        List<OutputColumn> columns = IntStream.range(0, types.size())
                .mapToObj(i -> new OutputColumn("c" + i, types.get(i)))
                .toList();
        dispatcher.on("q", query -> {
            query.plan(columns);
            query.add(Rows.batch(engine, types, List.of(full, Arrays.asList(new Object[types.size()]))));
            query.finish(FakeAnswer.NOTHING);
        });

        FlightInfo info = client.execute("q", ANN);

        assertThat(info.getSchema().findField("c1").getType())
                .isEqualTo(new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MICROSECOND, "UTC"));
        assertThat(info.getSchema().findField("c5").getChildren())
                .extracting(Field::getName)
                .containsExactly("a", "b", "a_2");
        assertThat(rows(info))
                .containsExactly(
                        List.of(
                                "a  ",
                                "1588748889123456",
                                "07:08:09.123+01:00",
                                "P14M PT0S",
                                "PT25H1M1.001S",
                                "{\"a\":7,\"b\":\"x \",\"a_2\":\"y\"}",
                                "[0]",
                                "[{\"key\":\"k\",\"value\":1.50}]",
                                "null",
                                "true"),
                        java.util.Collections.nCopies(10, "null"));
    }

    @Test
    void errorsCarryTheirNameAndNoStack() {
        dispatcher.on(
                "q", query -> query.fail(new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "line 1:1: no t")));

        assertThatThrownBy(() -> client.execute("q", ANN))
                .isInstanceOfSatisfying(FlightRuntimeException.class, failure -> {
                    assertThat(failure.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND);
                    assertThat(failure.status().description()).isEqualTo("TABLE_NOT_FOUND: line 1:1: no t");
                    assertThat(failure.status().metadata().get("skein-error-code"))
                            .isEqualTo("46");
                });
    }

    /** Above 8 KB of headers the call would break off without its error. */
    @Test
    void aLongMessageArrivesCut() {
        dispatcher.on(
                "long",
                query -> query.fail(new SkeinException(
                        StandardErrorCode.FUNCTION_NOT_FOUND, "Expected: " + "f(süß), ".repeat(2000))));

        assertThatThrownBy(() -> client.execute("long", ANN))
                .isInstanceOf(FlightRuntimeException.class)
                .hasMessageStartingWith("FUNCTION_NOT_FOUND: Expected: f(süß), f(süß), ")
                .hasMessageEndingWith("...");
    }

    @Test
    void anErrorInTheMiddleOfAStreamArrives() {
        dispatcher.on("q", query -> {
            query.plan(ID);
            query.add(batch(1));
        });
        FlightInfo info = client.execute("q", ANN);

        assertThatThrownBy(() -> {
                    try (FlightStream stream =
                            client.getStream(info.getEndpoints().getFirst().getTicket(), ANN)) {
                        assertThat(stream.next()).isTrue();
                        dispatcher
                                .last()
                                .fail(new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero"));
                        stream.next();
                    }
                })
                .hasMessageContaining("DIVISION_BY_ZERO: Division by zero");
    }

    @Test
    void rowsThatCannotBeSentFailTheQueryAndAreFreed() {
        dispatcher.on("q", query -> {
            query.plan(List.of(new OutputColumn("id", new Type.Char(3))));
            query.add(batch(1));
            query.add(batch(2));
        });
        FlightInfo info = client.execute("q", ANN);

        assertThatThrownBy(() -> rows(info)).isInstanceOfSatisfying(FlightRuntimeException.class, failure -> {
            assertThat(failure.status().description()).startsWith("GENERIC_INTERNAL_ERROR: Internal error");
            assertThat(failure.status().description()).doesNotContain("\tat ");
        });
        assertThat(dispatcher.last().info().failure().orElseThrow().code().name())
                .isEqualTo("GENERIC_INTERNAL_ERROR");
        await().untilAsserted(() -> assertThat(engine.getAllocatedMemory()).isZero());
    }

    @Test
    void aClientThatGoesAwayCancelsItsQuery() throws Exception {
        dispatcher.on("q", query -> {
            query.plan(ID);
            query.add(batch(1));
        });
        FlightInfo info = client.execute("q", ANN);
        FakeQuery query = dispatcher.last();

        try (FlightStream stream =
                client.getStream(info.getEndpoints().getFirst().getTicket(), ANN)) {
            assertThat(stream.next()).isTrue();
            stream.cancel("enough", null);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> query.info().state().ended());
        assertThat(query.info().failure().orElseThrow().code().name()).isEqualTo("USER_CANCELED");
    }

    @Test
    void aQueryIsCancelledByItsInfo() {
        dispatcher.on("q", query -> query.plan(ID));
        FlightInfo info = client.execute("q", ANN);

        assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info), ANN)
                        .getStatus())
                .isEqualTo(CancelStatus.CANCELLED);
        assertThat(dispatcher.last().info().state().ended()).isTrue();
    }

    @Test
    void anUpdateAnswersItsRowCount() {
        dispatcher.on("insert", query -> {
            query.plan(List.of(new OutputColumn("rows", Type.Simple.BIGINT)));
            query.add(batch(7));
            query.finish(FakeAnswer.update("INSERT", 7));
        });

        assertThat(client.executeUpdate("insert", ANN)).isEqualTo(7);
    }

    @Test
    void aPreparedStatementIsDescribedAndRunWithLiterals() throws Exception {
        dispatcher.describes("SELECT id FROM t WHERE id = ?", new Description(ID, List.of(Type.Simple.BIGINT)));
        dispatcher.on("EXECUTE skein_flight USING BIGINT '5'", query -> {
            query.plan(ID);
            query.add(batch(5));
            query.finish(FakeAnswer.NOTHING);
        });

        try (FlightSqlClient.PreparedStatement statement = client.prepare("SELECT id FROM t WHERE id = ?", ANN);
                BigIntVector parameter = new BigIntVector("p", memory)) {
            assertThat(statement.getResultSetSchema().findField("id").getType()).isEqualTo(new ArrowType.Int(64, true));
            assertThat(statement.getParameterSchema().getFields()).hasSize(1);
            parameter.setSafe(0, 5);
            parameter.setValueCount(1);
            statement.setParameters(VectorSchemaRoot.of(parameter));

            assertThat(rows(statement.execute(ANN))).containsExactly(List.of("5"));
        }
        assertThat(dispatcher.last().session().preparedStatements())
                .containsEntry("skein_flight", "SELECT id FROM t WHERE id = ?");
    }

    @Test
    void preparingRunsNothing() throws Exception {
        dispatcher.describes("SELECT ?", new Description(ID, List.of(Type.Simple.UNKNOWN)));

        try (FlightSqlClient.PreparedStatement statement = client.prepare("SELECT ?", ANN)) {
            assertThat(statement.getParameterSchema().getFields().getFirst().getType())
                    .isEqualTo(ArrowType.Utf8.INSTANCE);
        }
        assertThat(dispatcher.submitted()).isEmpty();
    }

    @Test
    void aStatementThatCannotBeAnalysedIsNotPrepared() {
        assertThatThrownBy(() -> client.prepare("SELEC", ANN)).hasMessageContaining("SYNTAX_ERROR");
    }

    @Test
    void useIsRememberedForATokensSession() {
        dispatcher.on("USE tpch.tiny", query -> {
            query.plan(List.of());
            query.finish(FakeAnswer.command("USE", new SessionChange.SetCatalogSchema(Optional.of("tpch"), "tiny")));
        });
        dispatcher.on("q", query -> query.plan(ID));
        CallOption bearer = flight.authenticateBasicToken("bob", "secret").orElseThrow();

        client.execute("USE tpch.tiny", bearer);
        client.execute("q", bearer);

        assertThat(dispatcher.last().session().user()).isEqualTo("bob");
        assertThat(dispatcher.last().session().schema()).contains("tiny");
    }

    @Test
    void passwordsAreAskedForWhenTheAuthServiceDoes() {
        callers.requirePassword("secret");
        dispatcher.on("q", query -> query.plan(ID));

        assertThatThrownBy(() -> client.execute("q", ANN)).satisfies(FlightSqlServerTest::isUnauthenticated);
        assertThatThrownBy(() -> flight.authenticateBasicToken("bob", "wrong"))
                .satisfies(FlightSqlServerTest::isUnauthenticated);
        CredentialCallOption bearer =
                flight.authenticateBasicToken("bob", "secret").orElseThrow();
        client.execute("q", bearer);
        assertThat(dispatcher.last().session().user()).isEqualTo("bob");
    }

    @Test
    void catalogsSchemasAndTablesAreListed() throws Exception {
        assertThat(rows(client.getCatalogs(ANN))).containsExactly(List.of("a"), List.of("b"));
        assertThat(rows(client.getSchemas("a", "s%", ANN))).containsExactly(List.of("a", "s1"));
        assertThat(rows(client.getTables(null, null, "t_", null, false, ANN)))
                .containsExactly(List.of("a", "s1", "t1", "TABLE"), List.of("b", "s1", "t1", "TABLE"));
        assertThat(rows(client.getTables("a", "s1", "t1", List.of("VIEW"), false, ANN)))
                .isEmpty();
        assertThat(rows(client.getTableTypes(ANN))).containsExactly(List.of("TABLE"), List.of("VIEW"));
        assertThat(rows(client.getPrimaryKeys(org.apache.arrow.flight.sql.util.TableRef.of("a", "s1", "t1"), ANN)))
                .isEmpty();
        assertThat(rows(client.getXdbcTypeInfo(ANN))).hasSize(21);
        assertThat(rows(client.getSqlInfo(List.<Integer>of(), ANN))).hasSizeGreaterThan(20);
    }

    @Test
    void aTableListingCarriesItsSchema() throws Exception {
        FlightInfo info = client.getTables("a", "s1", "t1", null, true, ANN);
        try (FlightStream stream =
                client.getStream(info.getEndpoints().getFirst().getTicket(), ANN)) {
            assertThat(stream.next()).isTrue();
            byte[] message = (byte[]) stream.getRoot().getVector("table_schema").getObject(0);
            Schema schema = org.apache.arrow.vector.ipc.message.MessageSerializer.deserializeSchema(
                    new org.apache.arrow.vector.ipc.ReadChannel(
                            java.nio.channels.Channels.newChannel(new java.io.ByteArrayInputStream(message))));
            assertThat(schema.getFields()).extracting(Field::getName).containsExactly("x");
        }
    }

    private VectorSchemaRoot batch(long... ids) {
        return Rows.batch(
                engine,
                List.of(Type.Simple.BIGINT),
                LongStream.of(ids).mapToObj(List::of).toList());
    }

    private List<List<String>> rows(FlightInfo info) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (FlightStream stream =
                client.getStream(info.getEndpoints().getFirst().getTicket(), ANN)) {
            while (stream.next()) {
                VectorSchemaRoot root = stream.getRoot();
                for (int row = 0; row < root.getRowCount(); row++) {
                    int at = row;
                    rows.add(root.getFieldVectors().stream()
                            .map(vector -> String.valueOf(vector.getObject(at)))
                            .toList());
                }
            }
        }
        return rows;
    }

    private static void isUnauthenticated(Throwable failure) {
        assertThat(((FlightRuntimeException) failure).status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
    }

    private static CallOption headers(Map<String, String> values) {
        FlightCallHeaders headers = new FlightCallHeaders();
        values.forEach(headers::insert);
        return new HeaderCallOption(headers);
    }

    /** Two catalogs with one table each. */
    private static final class TwoTables implements CatalogMetadata {
        @Override
        public String connectorName(String catalog) {
            return catalog;
        }

        @Override
        public RuntimeView runtime() {
            return RuntimeView.NOTHING;
        }

        @Override
        public List<io.skein.spi.connector.SchemaTableName> views(String catalog, Optional<String> schema) {
            return List.of();
        }

        @Override
        public Optional<ViewDefinition> view(String catalog, io.skein.spi.connector.SchemaTableName name) {
            return Optional.empty();
        }

        @Override
        public List<String> catalogs() {
            return List.of("a", "b");
        }

        @Override
        public boolean catalogExists(String catalog) {
            return catalogs().contains(catalog);
        }

        @Override
        public List<String> schemas(String catalog) {
            return List.of("q", "s1");
        }

        @Override
        public boolean schemaExists(String catalog, String schema) {
            return schemas(catalog).contains(schema);
        }

        @Override
        public List<io.skein.spi.connector.SchemaTableName> tables(String catalog, Optional<String> schema) {
            return schema.equals(Optional.of("s1"))
                    ? List.of(new io.skein.spi.connector.SchemaTableName("s1", "t1"))
                    : List.of();
        }

        @Override
        public Optional<ResolvedTable> table(String catalog, io.skein.spi.connector.SchemaTableName name) {
            var columns = List.of(io.skein.spi.connector.ColumnMetadata.of("x", Type.Simple.BIGINT));
            var metadata = new io.skein.spi.connector.TableMetadata(name, columns, Map.of(), Optional.empty());
            var handle = new io.skein.spi.connector.TableHandle(name, new byte[0]);
            return Optional.of(new ResolvedTable(
                    new io.skein.coordinator.metadata.TableReference(catalog, handle), metadata, false));
        }

        @Override
        public List<io.skein.spi.connector.StoredFunction> functions(String catalog, String schema) {
            return List.of();
        }

        @Override
        public io.skein.spi.connector.TableStatistics statistics(
                io.skein.coordinator.metadata.TableReference table, io.skein.spi.connector.Constraint constraint) {
            return io.skein.spi.connector.TableStatistics.UNKNOWN;
        }
    }
}
