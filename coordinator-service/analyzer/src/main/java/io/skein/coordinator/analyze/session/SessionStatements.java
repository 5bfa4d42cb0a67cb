package io.skein.coordinator.analyze.session;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TimeZones;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.ResetSession;
import io.trino.sql.tree.SetSession;
import io.trino.sql.tree.SetTimeZone;
import io.trino.sql.tree.Use;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements that change the session. */
public final class SessionStatements {
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final PlanContext statement;

    public SessionStatements(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan use(Use use) {
        Optional<String> given = use.getCatalog().map(Identifier::getValue).map(SessionStatements::lower);
        String catalog = given.orElseGet(() -> new Tables(statement).sessionCatalog(use));
        String schema = lower(use.getSchema().getValue());
        if (!SystemCatalog.catalogs(statement.metadata()).contains(catalog)) {
            throw new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + catalog + "' not found");
        }
        if (!InformationSchema.schemas(statement.metadata(), catalog).contains(schema)) {
            throw new SkeinException(StandardErrorCode.NOT_FOUND, "Schema does not exist: " + catalog + "." + schema);
        }
        return new StatementPlan.Command(new CoordinatorCommand.Use(given, schema), "USE");
    }

    public StatementPlan set(SetSession set) {
        String value = value(set.getName(), set.getValue(), set);
        return new StatementPlan.Command(
                new CoordinatorCommand.SetSession(set.getName().toString(), value), "SET SESSION");
    }

    /** The session's properties with those that WITH SESSION gives this query. */
    public Map<String, String> properties(List<io.trino.sql.tree.SessionProperty> given) {
        Map<String, String> properties = new HashMap<>(statement.session().properties());
        Set<String> names = new HashSet<>();
        for (io.trino.sql.tree.SessionProperty property : given) {
            String name = property.getName().toString();
            if (!names.add(name)) {
                throw Errors.at(
                        property,
                        StandardErrorCode.INVALID_SESSION_PROPERTY,
                        "Session property '%s' already set",
                        name);
            }
            properties.put(name, value(property.getName(), property.getValue(), property));
        }
        return properties;
    }

    /** The value that is set, as text: of the property's type, within its bounds. */
    private String value(QualifiedName name, Node given, Node place) {
        SessionProperty property = new SessionProperties(statement.metadata()).require(name, place);
        String value = value(name, given, property);
        property.problem(value).ifPresent(problem -> {
            throw Errors.at(given, StandardErrorCode.INVALID_SESSION_PROPERTY, "%s", problem);
        });
        return value;
    }

    private String value(QualifiedName name, Node given, SessionProperty property) {
        Expression value = constant(given);
        if (!Coercions.canCoerce(value.type(), property.type())) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_SESSION_PROPERTY,
                    "Unable to set session property '%s' to '%s': Cannot cast type %s to %s"
                            .formatted(name, given, value.type(), property.type()));
        }
        return SessionPropertyText.of(value, property.type())
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.INVALID_SESSION_PROPERTY,
                        "Unable to set session property '%s' to '%s': Session property value must not be null"
                                .formatted(name, given)));
    }

    private Expression constant(Node node) {
        Scope nothing = new Scope(List.of(), null);
        return new ExpressionContext(statement, QueryEnvironment.top(), nothing, null).analyze(node);
    }

    public StatementPlan reset(ResetSession reset) {
        new SessionProperties(statement.metadata()).require(reset.getName(), reset);
        String name = reset.getName().toString();
        return new StatementPlan.Command(new CoordinatorCommand.ResetSession(name), "RESET SESSION");
    }

    /** SET TIME ZONE; LOCAL, the client's own zone, is the empty zone. */
    public StatementPlan timeZone(SetTimeZone set) {
        String zone = set.getTimeZone().map(this::zone).orElse("");
        return new StatementPlan.Command(new CoordinatorCommand.SetTimeZone(zone), "SET TIME ZONE");
    }

    private String zone(Node node) {
        if (!(constant(node) instanceof Expression.Constant constant) || constant.value() == null) {
            throw Errors.at(node, StandardErrorCode.EXPRESSION_NOT_CONSTANT, "Constant expression expected: %s", node);
        }
        if (constant.value() instanceof Long milliseconds && constant.type() == Type.Simple.INTERVAL_DAY_SECOND) {
            return ZoneOffset.ofTotalSeconds((int) (milliseconds / MILLIS_PER_MINUTE) * 60)
                    .getId()
                    .replace("Z", "+00:00");
        }
        if (!(constant.value() instanceof String name)) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Expected expression of varchar or interval day-time type, but '%s' has %s type",
                    node,
                    constant.type());
        }
        if (TimeZones.find(name).isEmpty()) {
            throw new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Time zone not supported: " + name);
        }
        return name;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ENGLISH);
    }
}
