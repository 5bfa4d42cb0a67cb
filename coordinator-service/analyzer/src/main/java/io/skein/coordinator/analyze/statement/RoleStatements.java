package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.show.Listing;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.CreateRole;
import io.trino.sql.tree.DropRole;
import io.trino.sql.tree.GrantRoles;
import io.trino.sql.tree.GrantorSpecification;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PrincipalSpecification;
import io.trino.sql.tree.RevokeRoles;
import io.trino.sql.tree.SetRole;
import io.trino.sql.tree.ShowRoleGrants;
import io.trino.sql.tree.ShowRoles;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Roles. There are none: neither the engine nor a catalog manages any, and the statements say so as Trino does then. */
public final class RoleStatements {
    private final PlanContext statement;
    private final Tables tables;

    public RoleStatements(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan create(CreateRole create) {
        requireNoCatalog(create.getCatalog(), create);
        requireRoles(create.getGrantor().flatMap(RoleStatements::role).stream().toList(), create);
        throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "System roles are not enabled");
    }

    public StatementPlan drop(DropRole drop) {
        requireNoCatalog(drop.getCatalog(), drop);
        if (!drop.isExists()) {
            throw missing(lower(drop.getName()), drop);
        }
        return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP ROLE");
    }

    public StatementPlan grant(GrantRoles grant) {
        requireNoCatalog(grant.getCatalog(), grant);
        throw missingOf(grant.getRoles(), grant);
    }

    public StatementPlan revoke(RevokeRoles revoke) {
        requireNoCatalog(revoke.getCatalog(), revoke);
        throw missingOf(revoke.getRoles(), revoke);
    }

    public StatementPlan set(SetRole set) {
        requireNoCatalog(set.getCatalog(), set);
        if (set.getType() == SetRole.Type.ROLE) {
            throw missing(lower(set.getRole().orElseThrow()), set);
        }
        return new StatementPlan.Command(
                new CoordinatorCommand.SetRole(set.getType().name()), "SET ROLE");
    }

    public StatementPlan.Query show(ShowRoles show) {
        requireNoCatalog(show.getCatalog(), show);
        return Listing.of("Role").plan(statement);
    }

    public StatementPlan.Query show(ShowRoleGrants show) {
        requireNoCatalog(show.getCatalog(), show);
        return Listing.of("Role Grants").plan(statement);
    }

    private void requireNoCatalog(Optional<Identifier> catalog, Node node) {
        catalog.map(RoleStatements::lower).ifPresent(name -> {
            tables.requireCatalog(name, node);
            throw Errors.notSupported(node, "Catalog '" + name + "' does not support role management");
        });
    }

    /** Fails for the first of these roles. */
    static void requireRoles(Collection<String> roles, Node node) {
        roles.stream().findFirst().ifPresent(role -> {
            throw missing(role, node);
        });
    }

    private static SkeinException missingOf(Collection<Identifier> roles, Node node) {
        List<String> names = roles.stream().map(RoleStatements::lower).toList();
        return missing(names.getFirst(), node);
    }

    private static SkeinException missing(String role, Node node) {
        return Errors.at(node, StandardErrorCode.ROLE_NOT_FOUND, "Role '%s' does not exist", role);
    }

    private static Optional<String> role(GrantorSpecification grantor) {
        return grantor.principal().flatMap(principal -> roles(principal).findFirst());
    }

    /** The name, where it is a role's. */
    static Stream<String> roles(PrincipalSpecification principal) {
        return principal.type() == PrincipalSpecification.Type.ROLE
                ? Stream.of(principal.name().getValue())
                : Stream.empty();
    }

    private static String lower(Identifier name) {
        return name.getValue().toLowerCase(Locale.ENGLISH);
    }
}
