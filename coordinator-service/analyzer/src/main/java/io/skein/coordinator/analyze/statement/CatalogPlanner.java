package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.parse.NamedCatalog;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.CreateCatalog;
import io.trino.sql.tree.DropCatalog;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.ShowCreate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** CREATE, ALTER, DROP and SHOW CREATE CATALOG. */
public final class CatalogPlanner {
    private final PlanContext statement;

    public CatalogPlanner(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan create(CreateCatalog create) {
        if (create.getPrincipal().isPresent()) {
            throw Errors.notSupported(create, "CREATE CATALOG with AUTHORIZATION is not supported");
        }
        if (create.getComment().isPresent()) {
            throw Errors.notSupported(create, "CREATE CATALOG with COMMENT is not supported");
        }
        String name = create.getCatalogName().getValue().toLowerCase(Locale.ENGLISH);
        Map<String, String> properties = new LinkedHashMap<>();
        for (Property property : create.getProperties()) {
            String key = property.getName().getValue();
            if (property.isSetToDefault()) {
                throw Errors.at(
                        property,
                        StandardErrorCode.INVALID_CATALOG_PROPERTY,
                        "Catalog properties do not support DEFAULT value");
            }
            if (properties.put(key, text(property)) != null) {
                throw Errors.at(property, StandardErrorCode.DUPLICATE_PROPERTY, "Duplicate property: %s", key);
            }
        }
        CoordinatorCommand command;
        if (!exists(name)) {
            command = new CoordinatorCommand.CreateCatalog(
                    name, create.getConnectorName().getValue(), properties);
        } else if (create.isNotExists()) {
            command = new CoordinatorCommand.Nothing();
        } else {
            throw Errors.at(create, StandardErrorCode.ALREADY_EXISTS, "Catalog '%s' already exists", name);
        }
        return new StatementPlan.Command(command, "CREATE CATALOG");
    }

    private String text(Property property) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(property.getNonDefaultValue());
        if (value instanceof Expression.Constant(Object text, var _) && text instanceof String) {
            return (String) text;
        }
        throw Errors.at(
                property,
                StandardErrorCode.INVALID_CATALOG_PROPERTY,
                "Invalid value for catalog property '%s': Cannot convert [%s] to varchar",
                property.getName().getValue(),
                property.getNonDefaultValue());
    }

    /** A value of DEFAULT takes the property away. */
    public StatementPlan alter(SetProperties set) {
        String name = existing(set.getName(), set);
        Map<String, String> changed = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        for (Property property : set.getProperties()) {
            String key = property.getName().getValue();
            if (changed.containsKey(key) || removed.contains(key)) {
                throw Errors.at(property, StandardErrorCode.DUPLICATE_PROPERTY, "Duplicate property: %s", key);
            }
            if (property.isSetToDefault()) {
                removed.add(key);
            } else {
                changed.put(key, text(property));
            }
        }
        return new StatementPlan.Command(new CoordinatorCommand.AlterCatalog(name, changed, removed), "ALTER CATALOG");
    }

    public StatementPlan show(ShowCreate show) {
        return new StatementPlan.ShowCatalog(existing(show.getName(), show));
    }

    private String existing(QualifiedName written, Node place) {
        String name = NamedCatalog.of(written).orElseThrow().getValue().toLowerCase(Locale.ENGLISH);
        if (!exists(name)) {
            throw Errors.at(place, StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found", name);
        }
        return name;
    }

    public StatementPlan drop(DropCatalog drop) {
        if (drop.isCascade()) {
            throw Errors.notSupported(drop, "CASCADE is not yet supported for DROP CATALOG");
        }
        String name = drop.getCatalogName().getValue().toLowerCase(Locale.ENGLISH);
        if (exists(name)) {
            return new StatementPlan.Command(new CoordinatorCommand.DropCatalog(name), "DROP CATALOG");
        }
        if (drop.isExists()) {
            return new StatementPlan.Command(new CoordinatorCommand.Nothing(), "DROP CATALOG");
        }
        throw Errors.at(drop, StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found", name);
    }

    private boolean exists(String name) {
        return SystemCatalog.catalogs(statement.metadata()).contains(name);
    }
}
