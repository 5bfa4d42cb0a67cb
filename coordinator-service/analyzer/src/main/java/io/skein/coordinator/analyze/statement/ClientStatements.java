package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Isolation;
import io.trino.sql.tree.PathElement;
import io.trino.sql.tree.SetPath;
import io.trino.sql.tree.SetSessionAuthorization;
import io.trino.sql.tree.StartTransaction;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TransactionAccessMode;
import java.util.List;
import java.util.Locale;

/** SET PATH, SET SESSION AUTHORIZATION and START TRANSACTION: what a client has to follow, so it must say that it can. */
public final class ClientStatements {
    private static final String SESSION_AUTHORIZATION = "SESSION_AUTHORIZATION";

    private final PlanContext statement;
    private final ClientView client;

    public ClientStatements(PlanContext statement) {
        this.statement = statement;
        this.client = statement.session().client();
    }

    public StatementPlan path(SetPath set) {
        require("PATH", "SET PATH");
        for (PathElement element : set.getPathSpecification().getPath()) {
            if (element.getCatalog().isEmpty() && statement.session().catalog().isEmpty()) {
                throw Errors.at(
                        set,
                        StandardErrorCode.MISSING_CATALOG_NAME,
                        "Catalog must be specified for each path element when session catalog is not set");
            }
            element.getCatalog()
                    .map(catalog -> catalog.getValue().toLowerCase(Locale.ENGLISH))
                    .ifPresent(catalog -> new Tables(statement).requireCatalog(catalog, set));
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.SetPath(set.getPathSpecification().toString()), "SET PATH");
    }

    public StatementPlan authorization(SetSessionAuthorization set) {
        require(SESSION_AUTHORIZATION, "SET SESSION AUTHORIZATION");
        requireNoTransaction("set");
        String user = switch (set.getUser()) {
            case Identifier identifier -> identifier.getValue();
            case StringLiteral literal -> literal.getValue();
            default -> throw Errors.notSupported(set, "Unsupported user expression: " + set.getUser());
        };
        return new StatementPlan.Command(
                new CoordinatorCommand.SetSessionAuthorization(user), "SET SESSION AUTHORIZATION");
    }

    public StatementPlan resetAuthorization() {
        require(SESSION_AUTHORIZATION, "RESET SESSION AUTHORIZATION");
        requireNoTransaction("reset");
        return new StatementPlan.Command(
                new CoordinatorCommand.ResetSessionAuthorization(), "RESET SESSION AUTHORIZATION");
    }

    private void require(String capability, String what) {
        if (!client.capabilities().contains(capability)) {
            throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, what + " not supported by client");
        }
    }

    private void requireNoTransaction(String what) {
        if (client.inTransaction()) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_USER_ERROR,
                    "Can't " + what + " authorization user in the middle of a transaction");
        }
    }

    public StatementPlan transaction(StartTransaction start) {
        if (start.getTransactionModes().stream()
                        .filter(Isolation.class::isInstance)
                        .count()
                > 1) {
            throw Errors.at(start, StandardErrorCode.SYNTAX_ERROR, "Multiple transaction isolation levels specified");
        }
        List<TransactionAccessMode> modes = start.getTransactionModes().stream()
                .filter(TransactionAccessMode.class::isInstance)
                .map(TransactionAccessMode.class::cast)
                .toList();
        if (modes.size() > 1) {
            throw Errors.at(start, StandardErrorCode.SYNTAX_ERROR, "Multiple transaction read modes specified");
        }
        boolean readOnly = modes.stream().anyMatch(TransactionAccessMode::isReadOnly);
        return new StatementPlan.Command(new CoordinatorCommand.StartTransaction(readOnly), "START TRANSACTION");
    }
}
