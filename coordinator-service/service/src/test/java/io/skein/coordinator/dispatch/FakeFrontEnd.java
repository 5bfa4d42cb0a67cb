package io.skein.coordinator.dispatch;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.schedule.FilterReport;
import io.skein.coordinator.schedule.TaskReport;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.coordinator.statement.StatementPlan.ExplainFormat;
import io.skein.coordinator.statement.StatementPlan.ExplainType;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A front end that knows a few statements by heart. */
final class FakeFrontEnd implements FrontEnd {
    private static final Symbol COUNT = new Symbol("rows", Type.Simple.BIGINT);

    @Override
    public SessionView session(SessionView session, String sql, CatalogMetadata metadata) {
        return session;
    }

    @Override
    public StatementPlan plan(SessionView session, String sql, CatalogMetadata metadata) {
        return switch (sql) {
            case "select" -> new StatementPlan.Query(values("a"));
            case "select secret" -> new StatementPlan.Query(scan("secret"));
            case "write" -> new StatementPlan.Write(values("written"), target(), "CREATE TABLE");
            case "validate" ->
                new StatementPlan.Explain(
                        new StatementPlan.Query(values("a")), ExplainType.VALIDATE, ExplainFormat.TEXT, false);
            case "explain" ->
                new StatementPlan.Explain(
                        new StatementPlan.Query(values("a")), ExplainType.DISTRIBUTED, ExplainFormat.TEXT, false);
            case "use" ->
                new StatementPlan.Command(new CoordinatorCommand.Use(Optional.of("memory"), "default"), "USE");
            case "kill gone" ->
                new StatementPlan.Command(new CoordinatorCommand.KillQuery("gone", Optional.empty()), "CALL");
            case "kill" -> new StatementPlan.Command(new CoordinatorCommand.KillQuery("q", Optional.of("why")), "CALL");
            case "write nothing" -> new StatementPlan.Command(new CoordinatorCommand.WriteNothing(), "CREATE TABLE");
            case "deep" -> deep();
            default -> throw new SkeinException(StandardErrorCode.SYNTAX_ERROR, "What?");
        };
    }

    @Override
    public StatementDescription describe(SessionView session, String sql, CatalogMetadata metadata) {
        return new StatementDescription(plan(session, sql, metadata), List.of());
    }

    @Override
    public FragmentedPlan fragment(OutputNode root, SessionView session, CatalogMetadata metadata, int workers) {
        Fragment fragment = new Fragment(
                0,
                "SELECT 7",
                List.of(),
                List.of(new OutputColumn("rows", Type.Simple.BIGINT)),
                Partitioning.SINGLE,
                Placement.SINGLE,
                false,
                root.names().contains("written"));
        return new FragmentedPlan(
                List.of(fragment), List.of(root), List.of(), root.names(), List.of(Type.Simple.BIGINT), workers);
    }

    @Override
    public Optional<Constraint> wholeRows(OutputNode root, SessionView session, CatalogMetadata metadata) {
        return Optional.empty();
    }

    @Override
    public OutputNode statistics(OutputNode root, SessionView session, CatalogMetadata metadata) {
        return root;
    }

    @Override
    public String explain(
            StatementPlan.Explain explain,
            OutputNode root,
            SessionView session,
            CatalogMetadata metadata,
            int workers) {
        return explain.type() + " in " + explain.format() + "\n";
    }

    @Override
    public String analyzed(
            FragmentedPlan plan, CatalogMetadata metadata, List<TaskReport> reports, List<FilterReport> filters) {
        return reports.size() + " task\n";
    }

    private static OutputNode values(String name) {
        return new OutputNode(new ValuesNode(List.of(COUNT), List.of()), List.of(name), List.of(COUNT));
    }

    private static OutputNode scan(String table) {
        TableReference reference =
                new TableReference("tpch", new TableHandle(new SchemaTableName("tiny", table), new byte[0]));
        return new OutputNode(
                new TableScanNode(
                        reference,
                        Map.of(COUNT, new ColumnHandle("rows", Type.Simple.BIGINT, OptionalInt.empty())),
                        Constraint.ALL),
                List.of("rows"),
                List.of(COUNT));
    }

    private static WriteTarget target() {
        return new WriteTarget.Create(
                "memory",
                new TableMetadata(new SchemaTableName("default", "t"), List.of(), Map.of(), Optional.empty()),
                false);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static StatementPlan deep() {
        return deep();
    }
}
