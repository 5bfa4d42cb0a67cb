package io.skein.coordinator.session;

import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.proto.v1.Access;
import io.skein.proto.v1.AccessKind;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a plan reads and changes. */
final class PlanAccesses {
    private final List<Access> accesses = new ArrayList<>();

    private PlanAccesses() {}

    static List<Access> of(StatementPlan plan) {
        PlanAccesses collected = new PlanAccesses();
        collected.add(plan);
        return List.copyOf(collected.accesses);
    }

    private void add(StatementPlan plan) {
        switch (plan) {
            case StatementPlan.Query query -> read(query.root());
            case StatementPlan.Statistics statistics -> read(statistics.root());
            case StatementPlan.Write write -> {
                read(write.root());
                add(write.target());
            }
            case StatementPlan.Explain explain -> add(explain.statement());
            case StatementPlan.ShowCatalog show ->
                add(AccessKind.ACCESS_KIND_SHOW_CREATE_CATALOG, show.catalog(), new SchemaTableName("", ""));
            case StatementPlan.Command command -> add(command.command());
        }
    }

    private void read(PlanNode node) {
        // Whoever may change rows may look for them.
        if (node instanceof TableScanNode scan && !scan.columns().containsValue(RowIdentity.POSITION)) {
            accesses.add(table(AccessKind.ACCESS_KIND_SELECT, scan.table())
                    .addAllColumns(names(scan.columns().values()))
                    .build());
        }
        node.sources().forEach(this::read);
    }

    private void add(WriteTarget target) {
        switch (target) {
            case WriteTarget.Create create ->
                add(
                        AccessKind.ACCESS_KIND_CREATE_TABLE,
                        create.catalog(),
                        create.table().name());
            case WriteTarget.Insert insert ->
                accesses.add(table(AccessKind.ACCESS_KIND_INSERT, insert.table())
                        .addAllColumns(insert.columns())
                        .build());
            case WriteTarget.Analyze analyze ->
                accesses.add(
                        table(AccessKind.ACCESS_KIND_INSERT, analyze.table()).build());
            case WriteTarget.Refresh refresh -> add(AccessKind.ACCESS_KIND_INSERT, refresh.catalog(), refresh.name());
            case WriteTarget.Rewrite rewrite ->
                accesses.add(table(AccessKind.ACCESS_KIND_ALTER_TABLE, rewrite.table())
                        .build());
            case WriteTarget.Change change -> change.changes().stream().sorted().forEach(kind -> add(change, kind));
        }
    }

    private void add(WriteTarget.Change target, RowChange change) {
        accesses.add(
                switch (change) {
                    case INSERT ->
                        table(AccessKind.ACCESS_KIND_INSERT, target.table())
                                .addAllColumns(target.columns().all())
                                .build();
                    case DELETE ->
                        table(AccessKind.ACCESS_KIND_DELETE, target.table()).build();
                    case UPDATE ->
                        table(AccessKind.ACCESS_KIND_UPDATE, target.table())
                                .addAllColumns(target.columns().updated().stream()
                                        .sorted()
                                        .toList())
                                .build();
                });
    }

    private void add(CoordinatorCommand command) {
        switch (command) {
            case CoordinatorCommand.CreateCatalog create ->
                add(AccessKind.ACCESS_KIND_CREATE_CATALOG, create.catalog(), new SchemaTableName("", ""));
            case CoordinatorCommand.AlterCatalog alter ->
                add(AccessKind.ACCESS_KIND_ALTER_CATALOG, alter.catalog(), new SchemaTableName("", ""));
            case CoordinatorCommand.DropCatalog drop ->
                add(AccessKind.ACCESS_KIND_DROP_CATALOG, drop.catalog(), new SchemaTableName("", ""));
            case CoordinatorCommand.CreateSchema create ->
                add(AccessKind.ACCESS_KIND_CREATE_SCHEMA, create.catalog(), new SchemaTableName(create.schema(), ""));
            case CoordinatorCommand.DropSchema drop ->
                add(AccessKind.ACCESS_KIND_DROP_SCHEMA, drop.catalog(), new SchemaTableName(drop.schema(), ""));
            case CoordinatorCommand.RenameSchema rename ->
                add(AccessKind.ACCESS_KIND_RENAME_SCHEMA, rename.catalog(), new SchemaTableName(rename.schema(), ""));
            case CoordinatorCommand.CreateTable create ->
                add(
                        AccessKind.ACCESS_KIND_CREATE_TABLE,
                        create.catalog(),
                        create.table().name());
            case CoordinatorCommand.DropTable drop ->
                accesses.add(
                        table(AccessKind.ACCESS_KIND_DROP_TABLE, drop.table()).build());
            case CoordinatorCommand.RenameTable rename ->
                accesses.add(table(AccessKind.ACCESS_KIND_RENAME_TABLE, rename.table())
                        .build());
            case CoordinatorCommand.ChangeTable change ->
                accesses.add(table(AccessKind.ACCESS_KIND_ALTER_TABLE, change.table())
                        .build());
            case CoordinatorCommand.CreateMaterializedView create ->
                add(AccessKind.ACCESS_KIND_CREATE_VIEW, create.catalog(), create.name());
            case CoordinatorCommand.DropMaterializedView drop ->
                add(AccessKind.ACCESS_KIND_DROP_VIEW, drop.catalog(), drop.name());
            case CoordinatorCommand.RenameMaterializedView rename ->
                add(AccessKind.ACCESS_KIND_RENAME_VIEW, rename.catalog(), rename.name());
            case CoordinatorCommand.SetMaterializedViewProperties set ->
                add(AccessKind.ACCESS_KIND_CREATE_VIEW, set.catalog(), set.name());
            case CoordinatorCommand.CallProcedure call ->
                add(
                        AccessKind.ACCESS_KIND_ALTER_TABLE,
                        call.catalog(),
                        new SchemaTableName(
                                call.call().schema(), call.call().name().toLowerCase(Locale.ENGLISH)));
            case CoordinatorCommand.ExecuteProcedure execute ->
                accesses.add(table(AccessKind.ACCESS_KIND_ALTER_TABLE, execute.table())
                        .build());
            case CoordinatorCommand.CreateView create ->
                add(AccessKind.ACCESS_KIND_CREATE_VIEW, create.catalog(), create.name());
            case CoordinatorCommand.DropView drop -> add(AccessKind.ACCESS_KIND_DROP_VIEW, drop.catalog(), drop.name());
            case CoordinatorCommand.RenameView rename ->
                add(AccessKind.ACCESS_KIND_RENAME_VIEW, rename.catalog(), rename.name());
            case CoordinatorCommand.CreateFunction create ->
                add(
                        AccessKind.ACCESS_KIND_CREATE_FUNCTION,
                        create.catalog(),
                        table(create.function().name()));
            case CoordinatorCommand.DropFunction drop ->
                add(AccessKind.ACCESS_KIND_DROP_FUNCTION, drop.catalog(), table(drop.name()));
            case CoordinatorCommand.KillQuery kill ->
                add(AccessKind.ACCESS_KIND_KILL_QUERY, "system", new SchemaTableName("runtime", kill.query()));
            case CoordinatorCommand.Nothing _,
                    CoordinatorCommand.WriteNothing _,
                    CoordinatorCommand.Use _,
                    CoordinatorCommand.SetSession _,
                    CoordinatorCommand.ResetSession _,
                    CoordinatorCommand.SetTimeZone _,
                    CoordinatorCommand.SetPath _,
                    CoordinatorCommand.SetRole _,
                    CoordinatorCommand.SetSessionAuthorization _,
                    CoordinatorCommand.ResetSessionAuthorization _,
                    CoordinatorCommand.Prepare _,
                    CoordinatorCommand.Deallocate _,
                    CoordinatorCommand.StartTransaction _,
                    CoordinatorCommand.Commit _,
                    CoordinatorCommand.Rollback _ -> {}
        }
    }

    private void add(AccessKind kind, String catalog, SchemaTableName name) {
        accesses.add(access(kind, catalog, name).build());
    }

    private static Access.Builder table(AccessKind kind, TableReference table) {
        return access(kind, table.catalog(), table.handle().name());
    }

    private static SchemaTableName table(SchemaFunctionName function) {
        return new SchemaTableName(function.schema(), function.function());
    }

    private static Access.Builder access(AccessKind kind, String catalog, SchemaTableName name) {
        return Access.newBuilder()
                .setKind(kind)
                .setCatalog(catalog)
                .setSchema(name.schema())
                .setTable(name.table());
    }

    private static List<String> names(Collection<ColumnHandle> columns) {
        return columns.stream().map(ColumnHandle::name).toList();
    }
}
