package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.OpenDefinitions;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a view where it is named: its query in its own session, its columns as they were when it was made. */
public final class StoredViews {
    private final PlanContext statement;

    public StoredViews(PlanContext statement) {
        this.statement = statement;
    }

    public RelationPlan plan(
            ViewDefinition view, Tables.Name name, QualifiedName written, QueryEnvironment place, Node node) {
        OpenDefinitions open = statement.open();
        if (open.replaced().filter(name::equals).isPresent()) {
            throw Errors.at(node, StandardErrorCode.VIEW_IS_RECURSIVE, "Statement would create a recursive view");
        }
        if (open.views().contains(name)) {
            throw Errors.at(node, StandardErrorCode.VIEW_IS_RECURSIVE, "View is recursive");
        }
        RelationPlan query = query(view, name, node);
        List<Field> given = query.scope().visibleFields();
        staleness(view.columns(), given).ifPresent(reason -> {
            throw Errors.at(
                    node, StandardErrorCode.VIEW_IS_STALE, "View '%s' is stale or in invalid state: %s", name, reason);
        });
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            ViewDefinition.Column column = view.columns().get(i);
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            assignments.put(symbol, Conversions.coerce(given.get(i).symbol().reference(), column.type()));
            Field.Origin origin = new Field.Origin(
                    name.catalog(), name.table().schema(), name.table().table(), column.name());
            fields.add(new Field(Optional.of(column.name()), Optional.of(written), symbol, false, Optional.of(origin)));
        }
        return new RelationPlan(new ProjectNode(query.root(), assignments), new Scope(fields, place.outer()));
    }

    private RelationPlan query(ViewDefinition view, Tables.Name name, Node node) {
        Query query = parsed(view, name, node);
        PlanContext own = statement.within(name, view.catalog(), view.schema());
        try {
            return new QueryPlanner(own, QueryEnvironment.top()).plan(query);
        } catch (SkeinException failure) {
            throw Errors.at(
                    node,
                    StandardErrorCode.INVALID_VIEW,
                    "Failed analyzing stored view '%s': %s",
                    name,
                    located(failure));
        }
    }

    public Query parsed(ViewDefinition view, Tables.Name name, Node node) {
        try {
            return (Query) statement.parser().parse(view.sql());
        } catch (SkeinException failure) {
            throw Errors.at(
                    node,
                    StandardErrorCode.INVALID_VIEW,
                    "Failed parsing stored view '%s': %s",
                    name,
                    located(failure));
        }
    }

    /** The message with the place in front that the doors put there: here it is a place in the view's text. */
    private static String located(SkeinException failure) {
        return failure.location()
                        .map(place -> "line %s:%s: ".formatted(place.line(), place.column()))
                        .orElse("")
                + failure.getMessage();
    }

    private static Optional<String> staleness(List<ViewDefinition.Column> stored, List<Field> given) {
        if (stored.size() != given.size()) {
            return Optional.of(
                    "stored view column count (%s) does not match column count derived from the view query analysis (%s)"
                            .formatted(stored.size(), given.size()));
        }
        for (int i = 0; i < stored.size(); i++) {
            Optional<String> reason = staleness(stored.get(i), given.get(i), i);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> staleness(ViewDefinition.Column column, Field field, int position) {
        Type type = field.type();
        if (field.name().isEmpty()) {
            return Optional.of("a column of type %s projected from query view at position %s has no name"
                    .formatted(type, position));
        }
        String projected = "column [%s] of type %s projected from query view at position %s"
                .formatted(field.name().get(), type, position);
        String stored = "column [%s] of type %s stored in view definition".formatted(column.name(), column.type());
        if (!column.name().equalsIgnoreCase(field.name().get())) {
            return Optional.of(projected + " has a different name from " + stored);
        }
        return Coercions.canCoerce(type, column.type())
                ? Optional.empty()
                : Optional.of(projected + " cannot be coerced to " + stored);
    }
}
