package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.show.Listing;
import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Deny;
import io.trino.sql.tree.Grant;
import io.trino.sql.tree.GrantObject;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Revoke;
import io.trino.sql.tree.SetAuthorizationStatement;
import io.trino.sql.tree.ShowGrants;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Privileges and owners. No catalog manages them: what the statements name is checked, then they are refused as Trino refuses them. */
public final class PrivilegeStatements {
    private static final Set<String> PRIVILEGES = Set.of("CREATE", "SELECT", "INSERT", "UPDATE", "DELETE");

    private final PlanContext statement;
    private final Tables tables;

    public PrivilegeStatements(PlanContext statement) {
        this.statement = statement;
        this.tables = new Tables(statement);
    }

    public StatementPlan grant(Grant grant) {
        throw refused(grant, grant.getGrantObject(), grant.getPrivileges());
    }

    public StatementPlan revoke(Revoke revoke) {
        throw refused(revoke, revoke.getGrantObject(), revoke.getPrivileges());
    }

    public StatementPlan deny(Deny deny) {
        throw refused(deny, deny.getGrantObject(), deny.getPrivileges());
    }

    private SkeinException refused(Node node, GrantObject object, Optional<List<String>> privileges) {
        String kind = object.getEntityKind().map(PrivilegeStatements::upper).orElse("TABLE");
        String catalog = switch (kind) {
            case "TABLE" -> table(object, node).catalog();
            case "SCHEMA" -> schema(object, node).catalog();
            default -> throw Errors.notSupported(node, "Privileges of a " + kind + " are not supported");
        };
        for (String privilege : privileges.orElse(List.of())) {
            if (!PRIVILEGES.contains(upper(privilege))) {
                throw Errors.at(node, StandardErrorCode.INVALID_PRIVILEGE, "Unknown privilege: '%s'", privilege);
            }
        }
        return unmanaged(catalog);
    }

    private Tables.Name table(GrantObject object, Node node) {
        Tables.Name name = tables.name(object.getName(), node);
        if (!exists(name)) {
            throw Tables.missing(name, node);
        }
        return name;
    }

    private boolean exists(Tables.Name name) {
        return tables.catalogExists(name.catalog())
                && !SystemCatalog.columns(statement.metadata(), name).isEmpty();
    }

    private Tables.SchemaName schema(GrantObject object, Node node) {
        Tables.SchemaName name = tables.schema(object.getName(), node);
        requireSchema(name, node);
        return name;
    }

    private void requireSchema(Tables.SchemaName name, Node node) {
        if (!tables.catalogExists(name.catalog())
                || !InformationSchema.schemas(statement.metadata(), name.catalog())
                        .contains(name.schema())) {
            throw Errors.at(node, StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '%s' does not exist", name);
        }
    }

    public StatementPlan.Query show(ShowGrants show) {
        Optional<GrantObject> object = show.getGrantObject();
        if (object.isPresent()) {
            table(object.get(), show);
        } else {
            tables.requireCatalog(tables.sessionCatalog(show), show);
        }
        return Listing.of(
                        "Grantor",
                        "Grantor Type",
                        "Grantee",
                        "Grantee Type",
                        "Catalog",
                        "Schema",
                        "Table",
                        "Privilege",
                        "Grantable",
                        "With Hierarchy")
                .plan(statement);
    }

    /** ALTER ... SET AUTHORIZATION. */
    public StatementPlan own(SetAuthorizationStatement set) {
        String catalog = switch (upper(set.getOwnedEntityKind())) {
            case "SCHEMA" -> {
                Tables.SchemaName name = tables.schema(set.getSource(), set);
                requireSchema(name, set);
                yield name.catalog();
            }
            case "TABLE" -> {
                Tables.Name name = tables.name(set.getSource(), set);
                tables.requireCatalog(name.catalog(), set);
                if (tables.find(name).isEmpty()) {
                    throw Tables.missing(name, set);
                }
                yield name.catalog();
            }
            case "VIEW" -> {
                Tables.Name name = tables.name(set.getSource(), set);
                tables.requireCatalog(name.catalog(), set);
                if (tables.view(name).isEmpty()) {
                    throw Errors.at(set, StandardErrorCode.TABLE_NOT_FOUND, "View '%s' does not exist", name);
                }
                yield name.catalog();
            }
            default ->
                throw Errors.notSupported(
                        set, "Setting the owner of a " + upper(set.getOwnedEntityKind()) + " is not supported");
        };
        RoleStatements.requireRoles(RoleStatements.roles(set.getPrincipal()).toList(), set);
        throw unmanaged(catalog);
    }

    private static SkeinException unmanaged(String catalog) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "Catalog does not support permission management: " + catalog);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ENGLISH);
    }
}
