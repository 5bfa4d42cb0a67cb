package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.constant.ConstantTimes;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QueryPeriod;
import io.trino.sql.tree.SubqueryExpression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** {@code FOR VERSION AS OF} and {@code FOR TIMESTAMP AS OF}: which version of a table is meant. */
final class TableVersions {
    private final PlanContext statement;

    TableVersions(PlanContext statement) {
        this.statement = statement;
    }

    VersionPointer pointer(QueryPeriod period) {
        io.trino.sql.tree.Expression written = period.getEnd().orElseThrow();
        subquery(written).ifPresent(node -> {
            throw Errors.at(
                    node, StandardErrorCode.EXPRESSION_NOT_CONSTANT, "Constant expression cannot contain a subquery");
        });
        Expression value = new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null)
                .analyze(written);
        Expression.Constant constant = new ConstantTimes(statement.session().timeZone())
                .constant(value)
                .orElseThrow(() -> Errors.at(
                        written,
                        StandardErrorCode.EXPRESSION_NOT_CONSTANT,
                        "Constant expression expected: %s",
                        written));
        Object pointer = constant.value();
        if (pointer == null) {
            throw Errors.at(period, StandardErrorCode.INVALID_ARGUMENTS, "Pointer value cannot be NULL");
        }
        boolean time = period.getRangeType() == QueryPeriod.RangeType.TIMESTAMP;
        if (time) {
            requirePast(period, constant.type(), pointer);
        }
        return new VersionPointer(
                time ? VersionPointer.Kind.TIME : VersionPointer.Kind.VERSION,
                constant.type(),
                pointer,
                statement.session().timeZone().getId());
    }

    private void requirePast(QueryPeriod period, Type type, Object pointer) {
        ZoneId zone = statement.session().timeZone();
        Instant instant = switch (pointer) {
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            case LocalDateTime timestamp -> timestamp.atZone(zone).toInstant();
            case ZonedDateTime zoned -> zoned.toInstant();
            default ->
                throw Errors.at(
                        period,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Type %s invalid. Temporal pointers must be of type Timestamp, Timestamp with Time Zone, or"
                                + " Date.",
                        type);
        };
        if (!instant.isBefore(statement.session().start())) {
            throw Errors.at(
                    period,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "Pointer value '%s' is not in the past",
                    ConstantTimes.text(type, pointer));
        }
    }

    private static Optional<Node> subquery(Node node) {
        return node instanceof SubqueryExpression
                ? Optional.of(node)
                : node.getChildren().stream()
                        .map(TableVersions::subquery)
                        .flatMap(Optional::stream)
                        .findFirst();
    }
}
