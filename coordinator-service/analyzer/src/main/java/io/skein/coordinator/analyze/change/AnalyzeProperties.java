package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code ANALYZE ... WITH (...)} says.
 *
 * @param columns those to be analyzed, if not all
 * @param partitions the values of each partition to be analyzed, as text, an empty one for NULL; none for all partitions
 */
record AnalyzeProperties(Optional<List<String>> columns, List<List<Optional<String>>> partitions) {
    private static final String COLUMNS = "columns";
    private static final String PARTITIONS = "partitions";

    /** Fails with INVALID_ANALYZE_PROPERTY at a property that there is not, or that has no such values. */
    static AnalyzeProperties of(PlanContext statement, Analyze analyze, String catalog) {
        Optional<List<String>> columns = Optional.empty();
        List<List<Optional<String>>> partitions = List.of();
        for (Property property : analyze.getProperties()) {
            String name = property.getName().getValue().toLowerCase(Locale.ENGLISH);
            if (!name.equals(COLUMNS) && !name.equals(PARTITIONS)) {
                throw Errors.at(
                        property,
                        StandardErrorCode.INVALID_ANALYZE_PROPERTY,
                        "Catalog '%s' analyze property '%s' does not exist",
                        catalog,
                        name);
            }
            if (property.isSetToDefault()) {
                continue;
            }
            Expression value = new ExpressionContext(
                            statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                    .analyze(property.getNonDefaultValue());
            if (name.equals(COLUMNS)) {
                columns = Optional.of(texts(value)
                        .flatMap(AnalyzeProperties::present)
                        .orElseThrow(() -> invalid(property, catalog, COLUMNS, "array(varchar)")));
            } else {
                partitions = listOfTexts(value)
                        .orElseThrow(() -> invalid(property, catalog, PARTITIONS, "array(array(varchar))"));
            }
        }
        return new AnalyzeProperties(columns, partitions);
    }

    private static RuntimeException invalid(Property property, String catalog, String name, String type) {
        return Errors.at(
                property,
                StandardErrorCode.INVALID_ANALYZE_PROPERTY,
                "Invalid value for catalog '%s' analyze property '%s': Cannot convert [%s] to %s",
                catalog,
                name,
                property.getNonDefaultValue(),
                type);
    }

    private static Optional<List<String>> present(List<Optional<String>> texts) {
        List<String> present = texts.stream().flatMap(Optional::stream).toList();
        return present.size() == texts.size() ? Optional.of(present) : Optional.empty();
    }

    private static Optional<List<List<Optional<String>>>> listOfTexts(Expression value) {
        if (!(bare(value) instanceof Expression.ArrayConstructor array)) {
            return Optional.empty();
        }
        List<List<Optional<String>>> lists = new ArrayList<>();
        for (Expression element : array.elements()) {
            Optional<List<Optional<String>>> list = texts(element);
            if (list.isEmpty()) {
                return Optional.empty();
            }
            lists.add(list.get());
        }
        return Optional.of(lists);
    }

    private static Optional<List<Optional<String>>> texts(Expression value) {
        if (!(bare(value) instanceof Expression.ArrayConstructor array)) {
            return Optional.empty();
        }
        List<Optional<String>> texts = new ArrayList<>();
        for (Expression element : array.elements()) {
            if (!(bare(element) instanceof Expression.Constant constant)
                    || constant.value() != null && !(constant.value() instanceof String)) {
                return Optional.empty();
            }
            texts.add(Optional.ofNullable((String) constant.value()));
        }
        return Optional.of(texts);
    }

    /** Elements of different lengths are cast to one type. */
    private static Expression bare(Expression value) {
        return value instanceof Expression.Cast cast ? bare(cast.value()) : value;
    }
}
