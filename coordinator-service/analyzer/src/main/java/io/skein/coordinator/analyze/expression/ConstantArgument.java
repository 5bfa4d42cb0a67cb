package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.constant.ConstantTimes;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/** What procedures and table functions of catalogs are given: values that are known before anything runs. */
public record ConstantArgument(PlanContext statement) {
    /**
     * The value; empty for NULL.
     *
     * @param place where errors are
     */
    public Optional<Object> value(Node place, Node written, Type type) {
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(written);
        if (!Coercions.canCoerce(value.type(), type)) {
            throw Errors.at(place, StandardErrorCode.TYPE_MISMATCH, "Cannot cast type %s to %s", value.type(), type);
        }
        return Optional.ofNullable(new ConstantTimes(statement.session().timeZone())
                .constant(value)
                .orElseThrow(() -> Errors.at(
                        place, StandardErrorCode.EXPRESSION_NOT_CONSTANT, "Constant expression expected: %s", written))
                .value());
    }
}
