package io.skein.coordinator.conformance;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.worker.kernel.Kernel;
import io.skein.worker.kernel.KernelConfiguration;
import io.skein.worker.kernel.KernelPool;
import io.skein.worker.kernel.KernelSettings;
import io.skein.worker.kernel.KernelStatement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The engine in one process without services: a statement is planned as one fragment and run in one kernel. */
final class LocalEngine implements AutoCloseable {
    private static final long MEMORY = 1L << 31;
    private static final ClusterShape ONE_WORKER = new ClusterShape(1);

    private final LocalCatalogs catalogs = new LocalCatalogs();
    private final BufferAllocator allocator = new RootAllocator();
    private final KernelPool kernels;
    private final StatementPlanner planner = new StatementPlanner(catalogs, FunctionRegistry.standard());
    private final QueryPlanner optimizer = new QueryPlanner(catalogs);

    LocalEngine(Path directory) {
        kernels = new KernelPool(new KernelConfiguration(MEMORY, 2, directory.resolve("spill"), List.of(directory), 1));
    }

    /** Runs the statement; the session follows what it sets. */
    Answer execute(String sql, LocalSession session) {
        try {
            return run(planner.plan(sql, planner.session(sql, session.view())), session);
        } catch (SkeinException failure) {
            String place = failure.location()
                    .map(at -> "line %d:%d: ".formatted(at.line(), at.column()))
                    .orElse("");
            return Answer.failed(failure.code().name(), place + failure.getMessage());
        }
    }

    /** The kernel SQL of a query. */
    String kernelSql(String sql, LocalSession session) {
        return planner.plan(sql, session.view()) instanceof StatementPlan.Query(var root)
                ? optimizer.plan(root, session.view(), ONE_WORKER).root().kernelSql()
                : "";
    }

    private Answer run(StatementPlan plan, LocalSession session) {
        return switch (plan) {
            case StatementPlan.Query(var root) -> query(optimizer.plan(root, session.view(), ONE_WORKER));
            case StatementPlan.Statistics(var root) ->
                run(new StatementPlan.Query(optimizer.statistics(root, session.view())), session);
            case StatementPlan.Write write -> write(write, session);
            case StatementPlan.Command(StatementPlan.CoordinatorCommand.WriteNothing _, String updateType) ->
                new Answer(
                        List.of(new Answer.Column("rows", "bigint")),
                        List.of(List.of(0L)),
                        new Answer.Update(updateType, 0L),
                        null);
            case StatementPlan.Command(var command, String updateType) -> {
                command(command, session);
                yield Answer.updated(updateType, null);
            }
            case StatementPlan.ShowCatalog _ -> Answer.updated("SHOW CREATE CATALOG", null);
            case StatementPlan.Explain explain -> {
                Answer answer = explain.analyze() ? run(explain.statement(), session) : Answer.updated("EXPLAIN", null);
                yield answer.error() == null ? Answer.updated("EXPLAIN", null) : answer;
            }
        };
    }

    private Answer query(FragmentedPlan plan) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        run(plan.root(), source -> {
            List<FieldVector> vectors = source.getFieldVectors();
            for (int row = 0; row < source.getRowCount(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < plan.types().size(); column++) {
                    values.add(JsonValues.read(
                            vectors.get(column), row, plan.types().get(column)));
                }
                rows.add(values);
            }
        });
        List<Answer.Column> columns = new ArrayList<>();
        for (int i = 0; i < plan.names().size(); i++) {
            Type type = plan.types().get(i);
            columns.add(new Answer.Column(plan.names().get(i), JsonValues.typeName(type)));
        }
        return Answer.of(columns, rows);
    }

    private Answer write(StatementPlan.Write write, LocalSession session) {
        Connector connector = catalogs.connector(write.target().catalog());
        ConnectorWrite writer = connector.write().orElseThrow(() -> unsupported(write.target()));
        FragmentedPlan plan = optimizer.plan(write.root(), session.view(), ONE_WORKER);
        WriteHandle handle = switch (write.target()) {
            case StatementPlan.WriteTarget.Create create -> writer.beginCreate(create.table(), create.replace());
            case StatementPlan.WriteTarget.Insert insert ->
                writer.beginInsert(insert.table().handle(), insert.columns());
            case StatementPlan.WriteTarget.Analyze analyze ->
                connector
                        .analysis()
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.NOT_SUPPORTED, "This connector does not support analyzing tables"))
                        .begin(analyze.table().handle(), analyze.columns(), analyze.session());
            case StatementPlan.WriteTarget.Refresh refresh ->
                connector
                        .materializedViews()
                        .orElseThrow()
                        .refresh(
                                refresh.name(),
                                refresh.sources().stream()
                                        .map(TableReference::handle)
                                        .toList(),
                                refresh.foreign());
            case StatementPlan.WriteTarget.Rewrite rewrite ->
                connector.procedures().orElseThrow().begin(rewrite.table().handle());
            case StatementPlan.WriteTarget.Change change ->
                connector.rowChanges().orElseThrow().begin(change.table().handle(), change.columns(), Constraint.ALL);
        };
        PageSink sink = writer.sink(handle, allocator);
        long[] count = new long[1];
        try {
            run(plan.root(), batch -> {
                count[0] += batch.getRowCount();
                sink.append(batch);
            });
            writer.finish(handle, sink.finish());
        } catch (RuntimeException failure) {
            sink.abort();
            writer.abort(handle, List.of());
            throw failure;
        }
        return new Answer(
                List.of(new Answer.Column("rows", "bigint")),
                List.of(List.of(count[0])),
                new Answer.Update(write.updateType(), count[0]),
                null);
    }

    private static SkeinException unsupported(StatementPlan.WriteTarget target) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                target instanceof StatementPlan.WriteTarget.Create
                        ? "This connector does not support creating tables with data"
                        : "This connector does not support inserts");
    }

    private void run(Fragment fragment, java.util.function.Consumer<VectorSchemaRoot> batches) {
        try (Kernel kernel = kernels.lease(KernelSettings.DEFAULT);
                KernelStatement statement = kernel.statement()) {
            for (Fragment.Input input : fragment.inputs()) {
                Fragment.Input.Scan scan = (Fragment.Input.Scan) input;
                statement.input(
                        scan.name(),
                        scan.symbols(),
                        new SplitPages(scan, catalogs.connector(scan.table().catalog()), allocator),
                        allocator);
            }
            PageSource result = statement.query(fragment.kernelSql(), allocator);
            while (result.next()) {
                batches.accept(result.root());
            }
        }
    }

    private void command(StatementPlan.CoordinatorCommand command, LocalSession session) {
        switch (command) {
            case StatementPlan.CoordinatorCommand.CreateSchema create ->
                definition(create.catalog(), "schemas").createSchema(create.schema(), create.properties());
            case StatementPlan.CoordinatorCommand.DropSchema drop ->
                definition(drop.catalog(), "schemas").dropSchema(drop.schema(), drop.cascade());
            case StatementPlan.CoordinatorCommand.RenameSchema rename ->
                definition(rename.catalog(), "schemas").renameSchema(rename.schema(), rename.newName());
            case StatementPlan.CoordinatorCommand.CreateTable create -> {
                ConnectorDefinition tables = definition(create.catalog(), "tables");
                if (create.replace()) {
                    tables.replaceTable(create.table());
                } else {
                    tables.createTable(create.table());
                }
            }
            case StatementPlan.CoordinatorCommand.DropTable drop ->
                definition(drop.table().catalog(), "tables")
                        .dropTable(drop.table().handle());
            case StatementPlan.CoordinatorCommand.RenameTable rename ->
                definition(rename.table().catalog(), "tables")
                        .renameTable(rename.table().handle(), rename.newName());
            case StatementPlan.CoordinatorCommand.ChangeTable change ->
                catalogs.connector(change.table().catalog())
                        .definition()
                        .orElseThrow(change.change()::unsupported)
                        .changeTable(change.table().handle(), change.change());
            case StatementPlan.CoordinatorCommand.CreateView create -> {
                if (create.replace()) {
                    views(create.catalog(), "creating").replaceView(create.name(), create.view());
                } else {
                    views(create.catalog(), "creating").createView(create.name(), create.view());
                }
            }
            case StatementPlan.CoordinatorCommand.DropView drop ->
                views(drop.catalog(), "dropping").dropView(drop.name());
            case StatementPlan.CoordinatorCommand.RenameView rename ->
                views(rename.catalog(), "renaming").renameView(rename.name(), rename.newName());
            case StatementPlan.CoordinatorCommand.CreateFunction create ->
                functions(create.catalog(), "creating").createFunction(create.function(), create.replace());
            case StatementPlan.CoordinatorCommand.DropFunction drop ->
                functions(drop.catalog(), "dropping").dropFunction(drop.name(), drop.signature());
            default -> session.follow(command);
        }
    }

    private ConnectorDefinition definition(String catalog, String what) {
        Optional<ConnectorDefinition> definition = catalogs.connector(catalog).definition();
        return definition.orElseThrow(() -> new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "This connector does not support creating or dropping " + what));
    }

    private ConnectorFunctions functions(String catalog, String what) {
        return catalogs.connector(catalog)
                .functions()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what + " functions"));
    }

    private ConnectorViews views(String catalog, String what) {
        return catalogs.connector(catalog)
                .views()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what + " views"));
    }

    @Override
    public void close() {
        kernels.close();
        catalogs.close();
        allocator.close();
    }
}
