package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogDefinition;
import io.skein.coordinator.session.SessionChange;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements without rows: DDL through the catalog service, what changes the client's session, and what ends another query. */
final class CommandRunner {
    private final CatalogClient catalogs;
    private final QueryRegistry queries;

    CommandRunner(CatalogClient catalogs, QueryRegistry queries) {
        this.catalogs = catalogs;
        this.queries = queries;
    }

    void run(StatementQuery query, StatementPlan.Command statement) {
        CatalogDefinition definition = catalogs.definition(Planning.caller(query.session()));
        Optional<SessionChange> change = perform(statement.command(), definition);
        StatementOutcome outcome = StatementOutcome.of(statement.updateType());
        query.planned(List.of(), change.map(outcome::with).orElse(outcome));
        query.complete();
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

    private Optional<SessionChange> perform(CoordinatorCommand command, CatalogDefinition definition) {
        switch (command) {
            case CoordinatorCommand.CreateSchema create ->
                definition.createSchema(create.catalog(), create.schema(), create.properties());
            case CoordinatorCommand.DropSchema drop ->
                definition.dropSchema(drop.catalog(), drop.schema(), drop.cascade());
            case CoordinatorCommand.CreateTable create -> definition.createTable(create.catalog(), create.table());
            case CoordinatorCommand.DropTable drop -> definition.dropTable(drop.table());
            case CoordinatorCommand.RenameTable rename -> definition.renameTable(rename.table(), rename.newName());
            case CoordinatorCommand.ChangeTable change -> definition.changeTable(change.table(), change.change());
            case CoordinatorCommand.CreateView create ->
                definition.createView(create.catalog(), create.name(), create.view(), create.replace());
            case CoordinatorCommand.DropView drop -> definition.dropView(drop.catalog(), drop.name());
            case CoordinatorCommand.RenameView rename ->
                definition.renameView(rename.catalog(), rename.name(), rename.newName());
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
            case CoordinatorCommand.Prepare prepare -> {
                return Optional.of(new SessionChange.AddPrepared(prepare.name(), prepare.sql()));
            }
            case CoordinatorCommand.Deallocate deallocate -> {
                return Optional.of(new SessionChange.DropPrepared(deallocate.name()));
            }
            case CoordinatorCommand.StartTransaction _ -> {
                return Optional.of(
                        new SessionChange.StartedTransaction(UUID.randomUUID().toString()));
            }
            case CoordinatorCommand.Commit _, CoordinatorCommand.Rollback _ -> {
                return Optional.of(new SessionChange.ClearedTransaction());
            }
        }
        return Optional.empty();
    }
}
