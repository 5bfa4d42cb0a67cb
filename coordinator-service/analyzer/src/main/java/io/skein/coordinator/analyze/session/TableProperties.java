package io.skein.coordinator.analyze.session;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import io.trino.sql.tree.Property;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The table properties that connectors have; {@code table-properties.txt} is their one table. Other connectors look at theirs themselves. */
public final class TableProperties {
    private static final int FIELDS = 3;
    private static final String UPKEEP = "upkeep_";
    private static final Map<String, Map<String, Definition>> TABLE = read();

    private final PlanContext statement;
    private final String catalog;
    private final String kind;
    private final StandardErrorCode error;
    private final Map<String, Definition> known;

    private TableProperties(
            PlanContext statement, String catalog, String kind, StandardErrorCode error, Predicate<String> has) {
        this.statement = statement;
        this.catalog = catalog;
        this.kind = kind;
        this.error = error;
        this.known = new TreeMap<>(TABLE.getOrDefault(statement.metadata().connectorName(catalog), Map.of()));
        known.keySet().removeIf(has.negate());
    }

    public static TableProperties ofTables(PlanContext statement, String catalog) {
        return new TableProperties(statement, catalog, "table", StandardErrorCode.INVALID_TABLE_PROPERTY, _ -> true);
    }

    /** Materialized views have the properties of the tables that keep their answers; these need no upkeep, since each REFRESH writes them anew. */
    public static TableProperties ofMaterializedViews(PlanContext statement, String catalog) {
        return new TableProperties(
                statement,
                catalog,
                "materialized view",
                StandardErrorCode.INVALID_MATERIALIZED_VIEW_PROPERTY,
                name -> !name.startsWith(UPKEEP));
    }

    /** Refuses names that the catalog's tables have not, and values that are none of the property. */
    public void check(List<Property> properties) {
        if (!known.isEmpty()) {
            properties.forEach(this::check);
        }
    }

    private void check(Property property) {
        String name = property.getName().getValue().toLowerCase(Locale.ENGLISH);
        Definition definition = known.get(name);
        String described = "catalog '" + catalog + "' " + kind + " property '" + name + "'";
        if (definition == null) {
            throw Errors.at(property, error, "Catalog '%s' %s property '%s' does not exist", catalog, kind, name);
        }
        if (property.isSetToDefault()) {
            return;
        }
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(property.getNonDefaultValue());
        if (!Coercions.canCoerce(value.type(), definition.type())) {
            throw Errors.at(
                    property,
                    error,
                    "Invalid value for %s: Cannot convert [%s] to %s",
                    described,
                    property.getNonDefaultValue(),
                    definition.type());
        }
        if (value instanceof Expression.Constant constant && constant.value() == null) {
            throw Errors.at(
                    property, error, "Invalid null value for %s from [%s]", described, property.getNonDefaultValue());
        }
        SessionPropertyText.of(value, definition.type())
                .flatMap(text -> definition.rule().problem(name, text))
                .ifPresent(problem -> {
                    throw Errors.at(
                            property,
                            error,
                            "Unable to set %s to [%s]: %s",
                            described,
                            property.getNonDefaultValue(),
                            problem);
                });
    }

    private static Map<String, Map<String, Definition>> read() {
        Map<String, Map<String, Definition>> table = new TreeMap<>();
        String section = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = line.split("\\s*\\|\\s*", FIELDS);
                table.computeIfAbsent(section, _ -> new TreeMap<>())
                        .put(
                                fields[0],
                                new Definition(TypeParser.parse(fields[1]), SessionPropertyRule.parse(fields[2])));
            }
        }
        return table;
    }

    private static String text() {
        try (InputStream resource = TableProperties.class.getResourceAsStream("table-properties.txt")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Definition(Type type, SessionPropertyRule rule) {}
}
