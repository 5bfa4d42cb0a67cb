package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.constant.ConstantValues;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.WindowFrame;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A window's frame; where a RANGE offset and the sort key differ in type, the ordering is changed to a key of their common type. */
final class FramePlanner {
    private final ExpressionContext context;
    private final PlanBuilder plan;
    private final Windows.Specification window;
    private List<OrderingTerm> ordering;

    FramePlanner(
            ExpressionContext context, PlanBuilder plan, Windows.Specification window, List<OrderingTerm> ordering) {
        this.context = context;
        this.plan = plan;
        this.window = window;
        this.ordering = ordering;
    }

    List<OrderingTerm> ordering() {
        return ordering;
    }

    Frame frame() {
        if (window.frame().isEmpty()) {
            return Frame.DEFAULT;
        }
        WindowFrame frame = window.frame().get();
        if (frame.getPattern().isEmpty()) {
            requireNoPattern(frame);
        }
        FrameBound start = frame.getStart();
        requireOrder(frame, start);
        Frame.Unit unit = Frame.Unit.valueOf(frame.getType().name());
        Frame.Bound last = frame.getEnd()
                .map(end -> bound(frame, end))
                .orElseGet(() -> new Frame.Bound(Frame.BoundKind.CURRENT_ROW, Optional.empty()));
        return new Frame(unit, bound(frame, start), last);
    }

    private static void requireNoPattern(WindowFrame frame) {
        if (!frame.getMeasures().isEmpty()) {
            throw withoutPattern(frame, "Row pattern measures require PATTERN clause");
        }
        frame.getAfterMatchSkipTo().ifPresent(skip -> {
            throw withoutPattern(skip, "AFTER MATCH SKIP clause requires PATTERN clause");
        });
        frame.getPatternSearchMode().ifPresent(mode -> {
            throw withoutPattern(mode, mode.getMode() + " modifier requires PATTERN clause");
        });
        if (!frame.getSubsets().isEmpty()) {
            throw withoutPattern(frame.getSubsets().getFirst(), "Union variable definitions require PATTERN clause");
        }
        if (!frame.getVariableDefinitions().isEmpty()) {
            throw withoutPattern(
                    frame.getVariableDefinitions().getFirst(),
                    "Primary pattern variable definitions require PATTERN clause");
        }
    }

    private static SkeinException withoutPattern(Node node, String message) {
        return Errors.at(node, StandardErrorCode.MISSING_ROW_PATTERN, "%s", message);
    }

    private static void requireOrder(WindowFrame frame, FrameBound start) {
        FrameBound.Type first = start.getType();
        FrameBound.Type last = frame.getEnd().map(FrameBound::getType).orElse(FrameBound.Type.CURRENT_ROW);
        if (first == FrameBound.Type.UNBOUNDED_FOLLOWING) {
            throw invalid(frame, "Window frame start cannot be UNBOUNDED FOLLOWING");
        }
        if (last == FrameBound.Type.UNBOUNDED_PRECEDING) {
            throw invalid(frame, "Window frame end cannot be UNBOUNDED PRECEDING");
        }
        if (first == FrameBound.Type.CURRENT_ROW && last == FrameBound.Type.PRECEDING) {
            throw invalid(frame, "Window frame starting from CURRENT ROW cannot end with PRECEDING");
        }
        if (first == FrameBound.Type.FOLLOWING && last == FrameBound.Type.PRECEDING) {
            throw invalid(frame, "Window frame starting from FOLLOWING cannot end with PRECEDING");
        }
        if (first == FrameBound.Type.FOLLOWING && last == FrameBound.Type.CURRENT_ROW) {
            throw invalid(frame, "Window frame starting from FOLLOWING cannot end with CURRENT ROW");
        }
    }

    private static SkeinException invalid(Node node, String message) {
        return Errors.at(node, StandardErrorCode.INVALID_WINDOW_FRAME, "%s", message);
    }

    private Frame.Bound bound(WindowFrame frame, FrameBound bound) {
        Frame.BoundKind kind = Frame.BoundKind.valueOf(bound.getType().name());
        return new Frame.Bound(kind, bound.getValue().map(value -> offset(frame, value)));
    }

    private Expression offset(WindowFrame frame, Node value) {
        Expression offset = switch (frame.getType()) {
            case ROWS, GROUPS -> count(frame, value);
            case RANGE -> distance(value);
        };
        if (offset instanceof Expression.Constant constant && (constant.value() == null || negative(constant))
                || ConstantValues.number(offset)
                        .filter(number -> number.signum() < 0)
                        .isPresent()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_WINDOW_FRAME, "Window frame offset value must not be negative or null");
        }
        return offset;
    }

    private static boolean negative(Expression.Constant constant) {
        return switch (constant.value()) {
            case Long number -> number < 0;
            case Double number -> number < 0;
            case BigDecimal number -> number.signum() < 0;
            case null, default -> false;
        };
    }

    private Expression count(WindowFrame frame, Node value) {
        if (frame.getType() == WindowFrame.Type.GROUPS && window.orderBy().isEmpty()) {
            throw Errors.at(
                    window.node(),
                    StandardErrorCode.MISSING_ORDER_BY,
                    "Window frame of type GROUPS PRECEDING or FOLLOWING requires ORDER BY");
        }
        Expression offset = context.analyze(value);
        boolean exact = Coercions.canCoerce(offset.type(), Type.Simple.BIGINT)
                || offset.type() instanceof Type.Decimal decimal && decimal.scale() == 0;
        if (!exact) {
            throw Errors.at(
                    value,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Window frame %s value type must be exact numeric type with scale 0 (actual %s)",
                    frame.getType(),
                    offset.type());
        }
        return Conversions.coerce(offset, Type.Simple.BIGINT);
    }

    private Expression distance(Node value) {
        if (window.orderBy().isEmpty()) {
            throw Errors.at(
                    window.node(),
                    StandardErrorCode.MISSING_ORDER_BY,
                    "Window frame of type RANGE PRECEDING or FOLLOWING requires ORDER BY");
        }
        var items = window.orderBy().get().getSortItems();
        if (items.size() != 1) {
            throw Errors.at(
                    window.orderBy().get(),
                    StandardErrorCode.INVALID_ORDER_BY,
                    "Window frame of type RANGE PRECEDING or FOLLOWING requires single sort item in ORDER BY (actual:"
                            + " %s)",
                    items.size());
        }
        OrderingTerm term = ordering.getFirst();
        Type key = term.symbol().type();
        if (!numeric(key) && !temporal(key)) {
            throw Errors.at(
                    items.getFirst(),
                    StandardErrorCode.TYPE_MISMATCH,
                    "Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric,"
                            + " datetime or interval (actual: %s)",
                    key);
        }
        Expression offset = context.analyze(value);
        if (!numeric(key)) {
            return offset;
        }
        Type type = Coercions.commonSuperType(key, offset.type())
                .filter(FramePlanner::numeric)
                .orElseThrow(() -> Errors.at(
                        value,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Window frame RANGE value type (%s) not compatible with sort item type (%s)",
                        offset.type(),
                        key));
        if (!type.equals(key)) {
            Symbol converted = plan.symbolFor(Conversions.coerce(term.symbol().reference(), type));
            ordering = List.of(new OrderingTerm(converted, term.ascending(), term.nullsFirst()));
        }
        return Conversions.coerce(offset, type);
    }

    private static boolean numeric(Type type) {
        return type instanceof Type.Decimal
                || List.of(
                                Type.Simple.TINYINT,
                                Type.Simple.SMALLINT,
                                Type.Simple.INTEGER,
                                Type.Simple.BIGINT,
                                Type.Simple.REAL,
                                Type.Simple.DOUBLE)
                        .contains(type);
    }

    private static boolean temporal(Type type) {
        return switch (type) {
            case Type.Time _, Type.TimeWithTimeZone _, Type.Timestamp _, Type.TimestampWithTimeZone _ -> true;
            default ->
                List.of(Type.Simple.DATE, Type.Simple.INTERVAL_DAY_SECOND, Type.Simple.INTERVAL_YEAR_MONTH)
                        .contains(type);
        };
    }
}
