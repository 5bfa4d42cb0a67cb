package io.skein.coordinator.dispatch;

import io.skein.coordinator.analyze.show.CatalogStatement;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogDefinition;
import io.skein.coordinator.catalog.ShownCatalog;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.session.Session;
import io.skein.coordinator.session.SessionChange;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** Statements without rows: DDL through the catalog service, what changes the client's session, and what ends another query. */
final class CommandRunner {
    private final CatalogClient catalogs;
    private final QueryRegistry queries;
    private final Transactions transactions;
    private final CoordinatorRows rows;

    CommandRunner(CatalogClient catalogs, QueryRegistry queries, Transactions transactions, CoordinatorRows rows) {
        this.rows = rows;
        this.catalogs = catalogs;
        this.queries = queries;
        this.transactions = transactions;
    }

    void run(StatementQuery query, StatementPlan.Command statement) {
        CatalogDefinition definition = catalogs.definition(Planning.caller(query.session()));
        Optional<SessionChange> change = perform(statement.command(), definition, query.session());
        StatementOutcome outcome = StatementOutcome.of(statement.updateType());
        boolean executed = statement.command() instanceof CoordinatorCommand.ExecuteProcedure;
        query.planned(
                executed ? List.of(WriteRunner.ROWS) : List.of(),
                change.map(outcome::with).orElse(outcome));
        query.complete();
    }

    /** SHOW CREATE CATALOG. */
    void show(StatementQuery query, String catalog) throws InterruptedException {
        ShownCatalog shown =
                catalogs.definition(Planning.caller(query.session())).showCatalog(catalog);
        String text = CatalogStatement.create(shown.name(), shown.connector(), shown.properties());
        OutputColumn column = shown(Type.Varchar.of(text.codePointCount(0, text.length())));
        query.planned(List.of(column), StatementOutcome.NONE);
        query.emit(rows.text(column.name(), text));
        query.complete();
    }

    static OutputColumn shown(Type text) {
        return new OutputColumn("Create Catalog", text);
    }

    private void kill(CoordinatorCommand.KillQuery kill) {
        StatementQuery query = queries.all().stream()
                .filter(each -> each.id().value().equals(kill.query()))
                .findFirst()
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.NOT_FOUND, "Target query not found: " + kill.query()));
        if (query.isEnded()) {
            throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Target query is not running: " + kill.query());
        }
        query.fail(new SkeinException(
                StandardErrorCode.ADMINISTRATIVELY_KILLED,
                "Query killed. "
                        + kill.message()
                                .filter(message -> !message.isEmpty())
                                .map(message -> "Message: " + message)
                                .orElse("No message provided.")));
    }

    private Optional<SessionChange> perform(CoordinatorCommand command, CatalogDefinition definition, Session session) {
        switch (command) {
            case CoordinatorCommand.CreateCatalog create ->
                definition.createCatalog(create.catalog(), create.connector(), create.properties());
            case CoordinatorCommand.AlterCatalog alter ->
                definition.alterCatalog(alter.catalog(), alter.properties(), alter.removed());
            case CoordinatorCommand.DropCatalog drop -> definition.dropCatalog(drop.catalog());
            case CoordinatorCommand.CreateSchema create ->
                definition.createSchema(create.catalog(), create.schema(), create.properties());
            case CoordinatorCommand.DropSchema drop ->
                definition.dropSchema(drop.catalog(), drop.schema(), drop.cascade());
            case CoordinatorCommand.RenameSchema rename ->
                definition.renameSchema(rename.catalog(), rename.schema(), rename.newName());
            case CoordinatorCommand.CreateTable create ->
                definition.createTable(create.catalog(), create.table(), create.replace());
            case CoordinatorCommand.DropTable drop -> definition.dropTable(drop.table());
            case CoordinatorCommand.RenameTable rename -> definition.renameTable(rename.table(), rename.newName());
            case CoordinatorCommand.ChangeTable change -> definition.changeTable(change.table(), change.change());
            case CoordinatorCommand.CreateView create ->
                definition.createView(create.catalog(), create.name(), create.view(), create.replace());
            case CoordinatorCommand.DropView drop -> definition.dropView(drop.catalog(), drop.name());
            case CoordinatorCommand.RenameView rename ->
                definition.renameView(rename.catalog(), rename.name(), rename.newName());
            case CoordinatorCommand.CreateFunction create ->
                definition.createFunction(create.catalog(), create.function(), create.replace());
            case CoordinatorCommand.DropFunction drop ->
                definition.dropFunction(drop.catalog(), drop.name(), drop.signature());
            case CoordinatorCommand.CreateMaterializedView create ->
                definition.createMaterializedView(
                        create.catalog(), create.name(), create.definition(), create.replace());
            case CoordinatorCommand.DropMaterializedView drop ->
                definition.dropMaterializedView(drop.catalog(), drop.name());
            case CoordinatorCommand.RenameMaterializedView rename ->
                definition.renameMaterializedView(rename.catalog(), rename.name(), rename.newName());
            case CoordinatorCommand.SetMaterializedViewProperties set ->
                definition.setMaterializedViewProperties(set.catalog(), set.name(), set.properties());
            case CoordinatorCommand.CallProcedure call -> definition.call(call.catalog(), call.call());
            case CoordinatorCommand.ExecuteProcedure execute -> definition.execute(execute.table(), execute.call());
            case CoordinatorCommand.KillQuery kill -> kill(kill);
            case CoordinatorCommand.Nothing _, CoordinatorCommand.WriteNothing _ -> {}
            case CoordinatorCommand.Use use -> {
                return Optional.of(new SessionChange.SetCatalogSchema(use.catalog(), use.schema()));
            }
            case CoordinatorCommand.SetSession set -> {
                return Optional.of(new SessionChange.SetProperty(set.name(), set.value()));
            }
            case CoordinatorCommand.ResetSession reset -> {
                return Optional.of(new SessionChange.ClearProperty(reset.name()));
            }
            case CoordinatorCommand.SetTimeZone set -> {
                return Optional.of(new SessionChange.SetTimeZone(set.zone()));
            }
            case CoordinatorCommand.SetPath set -> {
                return Optional.of(new SessionChange.SetPath(set.path()));
            }
            case CoordinatorCommand.SetRole set -> {
                return Optional.of(new SessionChange.SetRole(set.selection()));
            }
            case CoordinatorCommand.SetSessionAuthorization set -> {
                return Optional.of(new SessionChange.SetAuthorization(set.user()));
            }
            case CoordinatorCommand.ResetSessionAuthorization _ -> {
                return Optional.of(new SessionChange.ResetAuthorization());
            }
            case CoordinatorCommand.Prepare prepare -> {
                return Optional.of(new SessionChange.AddPrepared(prepare.name(), prepare.sql()));
            }
            case CoordinatorCommand.Deallocate deallocate -> {
                return Optional.of(new SessionChange.DropPrepared(deallocate.name()));
            }
            case CoordinatorCommand.StartTransaction start -> {
                return Optional.of(new SessionChange.StartedTransaction(
                        transactions.begin(session.transaction(), start.readOnly())));
            }
            case CoordinatorCommand.Commit _, CoordinatorCommand.Rollback _ -> {
                transactions.end(session.transaction());
                return Optional.of(new SessionChange.ClearedTransaction());
            }
        }
        return Optional.empty();
    }
}
