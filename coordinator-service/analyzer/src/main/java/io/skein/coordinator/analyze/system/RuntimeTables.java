package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code system.runtime}: the cluster's nodes, its queries, their tasks and transactions. */
final class RuntimeTables {
    private static final Type TEXT = Type.Varchar.UNBOUNDED;
    private static final Type NUMBER = Type.Simple.BIGINT;
    private static final Type INSTANT = new Type.TimestampWithTimeZone(3);
    private static final Type.Array TEXTS = new Type.Array(TEXT);

    private static final Map<String, List<VirtualTable.Column>> TABLES = definitions();

    private RuntimeTables() {}

    private static Map<String, List<VirtualTable.Column>> definitions() {
        Map<String, List<VirtualTable.Column>> tables = new LinkedHashMap<>();
        tables.put(
                "nodes",
                columns(TEXT, "node_id", "http_uri", "node_version")
                        .and(Type.Simple.BOOLEAN, "coordinator")
                        .and(TEXT, "state")
                        .all());
        tables.put(
                "queries",
                columns(TEXT, "query_id", "state", "user", "source", "query")
                        .and(TEXTS, "resource_group_id")
                        .and(NUMBER, "queued_time_ms", "analysis_time_ms", "planning_time_ms")
                        .and(INSTANT, "created", "started", "last_heartbeat", "end")
                        .and(TEXT, "error_type", "error_code")
                        .all());
        tables.put(
                "tasks",
                columns(TEXT, "node_id", "task_id", "stage_id", "query_id", "state")
                        .and(NUMBER, "splits", "queued_splits", "running_splits", "completed_splits")
                        .and(NUMBER, "split_scheduled_time_ms", "split_cpu_time_ms", "split_blocked_time_ms")
                        .and(NUMBER, "raw_input_bytes", "raw_input_rows")
                        .and(NUMBER, "processed_input_bytes", "processed_input_rows", "output_bytes", "output_rows")
                        .and(NUMBER, "physical_input_bytes", "physical_written_bytes")
                        .and(INSTANT, "created", "start", "last_heartbeat", "end")
                        .all());
        tables.put(
                "transactions",
                columns(TEXT, "transaction_id", "isolation_level")
                        .and(Type.Simple.BOOLEAN, "read_only", "auto_commit_context")
                        .and(INSTANT, "create_time")
                        .and(NUMBER, "idle_time_secs")
                        .and(TEXT, "written_catalog")
                        .and(TEXTS, "catalogs")
                        .all());
        return tables;
    }

    static List<String> tables() {
        return List.copyOf(TABLES.keySet());
    }

    static Optional<VirtualTable> find(RuntimeView runtime, String table) {
        return Optional.ofNullable(TABLES.get(table))
                .map(columns -> new VirtualTable(columns, _ -> rows(runtime, table)));
    }

    private static List<List<@Nullable Object>> rows(RuntimeView runtime, String table) {
        return switch (table) {
            case "nodes" -> rows(runtime.nodes(), RuntimeTables::node);
            case "queries" -> rows(runtime.queries(), RuntimeTables::query);
            case "transactions" ->
                rows(
                        runtime.queries().stream()
                                .filter(query -> query.ended().isEmpty())
                                .toList(),
                        RuntimeTables::transaction);
            default -> rows(runtime.tasks(), RuntimeTables::task);
        };
    }

    private static <T> List<List<@Nullable Object>> rows(List<T> entries, Function<T, List<@Nullable Object>> row) {
        return entries.stream().map(row).toList();
    }

    private static List<@Nullable Object> node(RuntimeView.NodeEntry node) {
        return VirtualTable.row(node.id(), node.uri(), node.version(), node.coordinator(), node.state());
    }

    private static List<@Nullable Object> query(RuntimeView.QueryEntry query) {
        return VirtualTable.row(
                query.id(),
                query.state(),
                query.user(),
                query.source().orElse(null),
                query.sql(),
                new Expression.ArrayConstructor(List.of(new Expression.Constant("global", TEXT)), TEXTS),
                query.queuedMillis(),
                null,
                null,
                instant(query.created()),
                query.started().map(RuntimeTables::instant).orElse(null),
                instant(query.lastHeard()),
                query.ended().map(RuntimeTables::instant).orElse(null),
                query.failure().map(code -> code.type().name()).orElse(null),
                query.failure().map(ErrorCode::name).orElse(null));
    }

    /** Each query that runs is a transaction of its own; which catalogs are in it is not known. */
    private static List<@Nullable Object> transaction(RuntimeView.QueryEntry query) {
        return VirtualTable.row(
                UUID.nameUUIDFromBytes(query.id().getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "READ UNCOMMITTED",
                false,
                true,
                instant(query.created()),
                0L,
                null,
                new Expression.ArrayConstructor(List.of(), TEXTS));
    }

    private static List<@Nullable Object> task(RuntimeView.TaskEntry task) {
        boolean waits = task.state().equals("PLANNED");
        long open = task.splits() - task.completedSplits();
        return VirtualTable.row(
                task.node(),
                task.id(),
                task.stage(),
                task.query(),
                task.state(),
                task.splits(),
                waits ? open : 0L,
                waits ? 0L : open,
                task.completedSplits(),
                task.wallMillis(),
                null,
                null,
                task.bytesRead(),
                task.rowsRead(),
                task.bytesRead(),
                task.rowsRead(),
                null,
                task.rowsWritten(),
                task.bytesRead(),
                null,
                null,
                null,
                null,
                null);
    }

    private static ZonedDateTime instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneOffset.UTC);
    }

    private static Columns columns(Type type, String... names) {
        return new Columns(List.of()).and(type, names);
    }

    /** Columns in the making. */
    private record Columns(List<VirtualTable.Column> all) {
        Columns and(Type type, String... names) {
            return new Columns(Stream.concat(
                            all.stream(), Stream.of(names).map(name -> new VirtualTable.Column(name, type)))
                    .toList());
        }
    }
}
