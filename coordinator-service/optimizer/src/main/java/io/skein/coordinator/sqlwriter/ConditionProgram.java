package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.sqlwriter.PatternProgram.array;
import static io.skein.coordinator.sqlwriter.PatternProgram.list;
import static io.skein.coordinator.sqlwriter.PatternProgram.quoted;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.coordinator.sqlwriter.PatternProgram.Input;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of pattern variables' conditions. What depends on one row alone was computed for each row before; here is what brings rows together, for
 * which the kernel's interpreter knows logic, comparison, arithmetic and a few functions. Anything else is refused.
 */
final class ConditionProgram {
    private static final Set<String> FUNCTIONS = Set.of(
            "$add", "$subtract", "$multiply", "$divide", "$modulus", "$negate", "abs", "greatest", "least", "concat");
    private static final Map<String, String> AGGREGATES = Map.of(
            "count", "COUNT",
            "count_if", "COUNT_IF",
            "sum", "SUM",
            "avg", "AVG",
            "min", "MIN",
            "max", "MAX",
            "bool_and", "BOOL_AND",
            "every", "BOOL_AND",
            "bool_or", "BOOL_OR",
            "any_value", "ANY_VALUE");
    private static final Map<String, Long> MILLISECONDS = Map.of(
            "millisecond", 1L,
            "second", 1_000L,
            "minute", 60_000L,
            "hour", 3_600_000L,
            "day", (long) ConditionValues.MILLISECONDS_PER_DAY,
            "week", 7L * ConditionValues.MILLISECONDS_PER_DAY);

    private final Map<Symbol, PatternValue> values;
    private final List<Input> inputs;
    private final List<String> aggregates = new ArrayList<>();

    /**
     * @param inputs gets the columns that the conditions read
     */
    ConditionProgram(Map<Symbol, PatternValue> values, List<Input> inputs) {
        this.values = values;
        this.inputs = inputs;
    }

    List<String> aggregates() {
        return aggregates;
    }

    String write(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> literal(constant.value(), constant.type());
            case Expression.Reference reference -> value(Objects.requireNonNull(values.get(reference.symbol())));
            case Expression.Logical logical ->
                operation(logical.operator().name().toLowerCase(Locale.ROOT), logical.terms());
            case Expression.Not not -> operation("not", List.of(not.value()));
            case Expression.IsNull isNull -> operation("is null", List.of(isNull.value()));
            case Expression.Comparison comparison ->
                array(
                        "\"compare\"",
                        quoted(comparison.operator().text()),
                        write(comparison.left()),
                        write(comparison.right()));
            case Expression.Between between ->
                array(
                        "\"and\"",
                        array("\"compare\"", "\">=\"", write(between.value()), write(between.low())),
                        array("\"compare\"", "\"<=\"", write(between.value()), write(between.high())));
            case Expression.In in -> {
                List<String> terms = new ArrayList<>(List.of("\"or\""));
                in.list().forEach(each -> terms.add(array("\"compare\"", "\"=\"", write(in.value()), write(each))));
                yield list(terms);
            }
            case Expression.Case choice -> {
                List<String> parts = new ArrayList<>(List.of("\"case\""));
                for (Expression.When when : choice.branches()) {
                    parts.add(write(when.condition()));
                    parts.add(write(when.result()));
                }
                parts.add(choice.defaultResult().map(this::write).orElseGet(() -> literal(null, choice.type())));
                yield list(parts);
            }
            case Expression.Coalesce coalesce -> operation("coalesce", coalesce.operands());
            case Expression.NullIf nullIf ->
                array("\"case\"", write(nullIf.compared()), literal(null, nullIf.type()), write(nullIf.first()));
            case Expression.Cast cast when !cast.safe() -> cast(cast);
            case Expression.Call call -> call(call);
            default -> throw unsupported(expression);
        };
    }

    private String operation(String name, List<Expression> operands) {
        List<String> parts = new ArrayList<>(List.of(quoted(name)));
        operands.forEach(operand -> parts.add(write(operand)));
        return list(parts);
    }

    private String value(PatternValue value) {
        return switch (value) {
            case PatternValue.Column column ->
                array(
                        "\"column\"",
                        PatternProgram.navigation(column.navigation()),
                        Integer.toString(PatternProgram.column(inputs, column.source(), column.absent())));
            case PatternValue.Classifier(RowNavigation navigation) -> {
                if (navigation.physicalOffset() != 0 && !navigation.labels().isEmpty()) {
                    throw unsupported("CLASSIFIER of a row beside one of a pattern variable");
                }
                yield array("\"classifier\"", PatternProgram.navigation(navigation));
            }
            case PatternValue.MatchNumber _ -> array("\"match\"");
            case PatternValue.Aggregate aggregate -> aggregate(aggregate);
            case PatternValue.Position _, PatternValue.Origin _, PatternValue.Shown _ ->
                throw new IllegalArgumentException("Not for conditions: " + value);
        };
    }

    private String aggregate(PatternValue.Aggregate aggregate) {
        String function = AGGREGATES.get(aggregate.function().name());
        if (function == null || aggregate.function().argumentTypes().size() > 1) {
            throw unsupported("aggregate function " + aggregate.function().name());
        }
        int column = aggregate
                .argument()
                .map(argument -> PatternProgram.column(inputs, argument, Optional.empty()))
                .orElse(-1);
        String written = array(
                quoted(function),
                PatternProgram.numbers(aggregate.labels()),
                Integer.toString(column),
                quoted(ConditionValues.type(aggregate.function().returnType())));
        if (!aggregates.contains(written)) {
            aggregates.add(written);
        }
        return array("\"aggregate\"", Integer.toString(aggregates.indexOf(written)));
    }

    private String cast(Expression.Cast cast) {
        String from = ConditionValues.type(cast.value().type());
        String to = ConditionValues.type(cast.type());
        if (from.equals("text") && to.equals("text") && !narrower(cast.type())) {
            return write(cast.value());
        }
        if (number(from) && number(to)) {
            return array("\"cast\"", quoted(to), write(cast.value()));
        }
        throw unsupported(cast);
    }

    private static boolean narrower(Type type) {
        return !(type instanceof Type.Varchar varchar && varchar.length().isEmpty());
    }

    private static boolean number(String type) {
        return !Set.of("boolean", "text", "instant").contains(type);
    }

    private String call(Expression.Call call) {
        String name = call.function().name();
        String type = ConditionValues.type(call.type());
        List<Type> operands = call.arguments().stream().map(Expression::type).toList();
        if (name.equals("date_diff")) {
            return dateDifference(call);
        }
        if (name.equals("$subtract")
                && temporal(operands.getFirst())
                && operands.getFirst().equals(operands.getLast())) {
            return milliseconds(call.arguments().get(0), call.arguments().get(1));
        }
        boolean alike = type.equals("instant")
                ? operands.stream().allMatch(call.type()::equals)
                : operands.stream().map(ConditionValues::type).allMatch(each -> number(each) == number(type));
        if (!FUNCTIONS.contains(name) || !alike || (name.startsWith("$") && type.equals("text"))) {
            throw unsupported(call);
        }
        List<String> parts = new ArrayList<>(List.of(quoted(name), quoted(type)));
        call.arguments().forEach(argument -> parts.add(write(argument)));
        return list(parts);
    }

    private static boolean temporal(Type type) {
        return type == Type.Simple.DATE || type instanceof Type.Timestamp;
    }

    /** The time from the second to the first, in whole milliseconds. */
    private String milliseconds(Expression left, Expression right) {
        long units = ConditionValues.unitsPerMillisecond(left.type());
        String difference = array("\"$subtract\"", "\"instant\"", write(left), write(right));
        return array(
                units < 0 ? "\"$multiply\"" : "\"$divide\"",
                "\"instant\"",
                difference,
                literal(Math.abs(units), Type.Simple.BIGINT));
    }

    private String dateDifference(Expression.Call call) {
        Expression from = call.arguments().get(1);
        Expression to = call.arguments().get(2);
        Long unit = call.arguments().getFirst() instanceof Expression.Constant constant
                ? MILLISECONDS.get(String.valueOf(constant.value()).toLowerCase(Locale.ROOT))
                : null;
        if (unit == null || !temporal(from.type()) || !from.type().equals(to.type())) {
            throw unsupported(call);
        }
        return array("\"$divide\"", "\"bigint\"", milliseconds(to, from), literal(unit, Type.Simple.BIGINT));
    }

    private static String literal(@Nullable Object value, Type type) {
        return array(
                "\"literal\"",
                quoted(ConditionValues.type(type)),
                value == null
                        ? "null"
                        : quoted(
                                value instanceof java.math.BigDecimal number
                                        ? number.toPlainString()
                                        : value.toString()));
    }

    private static SkeinException unsupported(Expression expression) {
        return unsupported(
                expression instanceof Expression.Call call
                        ? "function " + call.function().name()
                        : expression.getClass().getSimpleName());
    }

    private static SkeinException unsupported(String what) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "A pattern variable's condition cannot apply to several rows: " + what);
    }
}
