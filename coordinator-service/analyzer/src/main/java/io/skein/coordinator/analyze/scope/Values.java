package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.expression.Casts;
import io.skein.coordinator.analyze.expression.Conditionals;
import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.expression.LiteralsLast;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.Argument;
import io.skein.coordinator.function.FunctionResolver;
import io.skein.coordinator.function.ResolvedFunction;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Arithmetic, constructors, subscripts and the functions that have a syntax of their own. */
public final class Values {
    private final ExpressionAnalyzer expressions;

    public Values(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    public Expression arithmetic(ArithmeticBinaryExpression node) {
        Expression left = expressions.analyze(node.getLeft());
        Expression right = expressions.analyze(node.getRight());
        String name = "$" + node.getOperator().name().toLowerCase(Locale.ROOT);
        List<Expression> arguments =
                List.of(expressions.expect(left, right.type()), expressions.expect(right, left.type()));
        ResolvedFunction function = resolve(name, arguments, node);
        return FunctionCalls.call(function, LiteralsLast.order(function, arguments));
    }

    public Expression sign(ArithmeticUnaryExpression node) {
        Expression value = expressions.analyze(node.getValue());
        if (node.getSign() == ArithmeticUnaryExpression.Sign.PLUS) {
            if (!Casts.allowed(value.type(), Type.Simple.DOUBLE)
                    || value.type() instanceof Type.Varchar
                    || value.type() == Type.Simple.BOOLEAN) {
                throw Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Unary '+' operator cannot by applied to %s type",
                        value.type());
            }
            return value;
        }
        return operator("$negate", List.of(value), node);
    }

    public Expression array(Array node) {
        if (node.getValues().isEmpty()) {
            return new Expression.ArrayConstructor(List.of(), new Type.Array(Type.Simple.UNKNOWN));
        }
        List<Expression> elements = new Conditionals(expressions).unified("All ARRAY elements", node.getValues());
        return new Expression.ArrayConstructor(
                elements, new Type.Array(elements.getFirst().type()));
    }

    public Expression row(Row node) {
        List<Expression> fields = expressions.analyze(node.getItems());
        return new Expression.RowConstructor(
                fields,
                new Type.Row(fields.stream()
                        .map(field -> new Type.Field(Optional.empty(), field.type()))
                        .toList()));
    }

    public Expression subscript(SubscriptExpression node) {
        Expression base = expressions.analyze(node.getBase());
        if (base.type() instanceof Type.Row row) {
            return field(node, base, row);
        }
        Expression index = expressions.analyze(node.getIndex());
        return operator("$subscript", List.of(base, index), node);
    }

    private static Expression field(SubscriptExpression node, Expression base, Type.Row row) {
        if (!(node.getIndex() instanceof LongLiteral literal)) {
            throw Errors.at(
                    node.getIndex(),
                    StandardErrorCode.EXPRESSION_NOT_CONSTANT,
                    "Subscript expression on ROW requires a constant index");
        }
        long index = literal.getParsedValue();
        if (index <= 0) {
            throw Errors.at(
                    node.getIndex(),
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "Invalid subscript index: %s. ROW indices start at 1",
                    index);
        }
        if (index > row.fields().size()) {
            throw Errors.at(
                    node.getIndex(),
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "Subscript index out of bounds: %s, max value is %s",
                    index,
                    row.fields().size());
        }
        return new Expression.FieldAccess(base, (int) index - 1);
    }

    public Expression extract(Extract node) {
        Expression value = expressions.analyze(node.getExpression());
        if (!extractable(node.getField(), value.type())) {
            throw Errors.at(
                    node.getExpression(),
                    StandardErrorCode.TYPE_MISMATCH,
                    "Cannot extract %s from %s",
                    node.getField(),
                    value.type());
        }
        String function = switch (node.getField()) {
            case DAY_OF_MONTH -> "day";
            case DOW -> "day_of_week";
            case DOY -> "day_of_year";
            case YOW -> "year_of_week";
            default -> node.getField().name().toLowerCase(Locale.ROOT);
        };
        return function(function, List.of(value), node);
    }

    private static boolean extractable(Extract.Field field, Type type) {
        boolean zoned = type instanceof Type.TimestampWithTimeZone;
        boolean dated = type == Type.Simple.DATE || type instanceof Type.Timestamp || zoned;
        return type == Type.Simple.UNKNOWN
                || switch (field) {
                    case YEAR, MONTH -> dated || type == Type.Simple.INTERVAL_YEAR_MONTH;
                    case DAY -> dated || type == Type.Simple.INTERVAL_DAY_SECOND;
                    case HOUR, MINUTE, SECOND ->
                        dated && type != Type.Simple.DATE
                                || type instanceof Type.Time
                                || type instanceof Type.TimeWithTimeZone
                                || type == Type.Simple.INTERVAL_DAY_SECOND;
                    case TIMEZONE_HOUR, TIMEZONE_MINUTE -> zoned || type instanceof Type.TimeWithTimeZone;
                    default -> dated;
                };
    }

    public Expression atTimeZone(AtTimeZone node) {
        Expression value = expressions.analyze(node.getValue());
        Type type = value.type();
        if (type instanceof Type.Timestamp timestamp) {
            value = new Expression.Cast(value, new Type.TimestampWithTimeZone(timestamp.precision()), false);
        } else if (type instanceof Type.Time time) {
            value = new Expression.Cast(value, new Type.TimeWithTimeZone(time.precision()), false);
        } else if (!(type instanceof Type.TimestampWithTimeZone || type instanceof Type.TimeWithTimeZone)) {
            throw Errors.at(
                    node.getValue(),
                    StandardErrorCode.TYPE_MISMATCH,
                    "Type of value must be a time or timestamp with or without time zone (actual %s)",
                    type);
        }
        return function("at_timezone", List.of(value, expressions.analyze(node.getTimeZone())), node);
    }

    public Expression trim(Trim node) {
        List<Expression> arguments = new ArrayList<>(List.of(expressions.analyze(node.getTrimSource())));
        node.getTrimCharacter().ifPresent(character -> arguments.add(expressions.analyze(character)));
        ResolvedFunction function =
                resolver().resolve(node.getSpecification().getFunctionName(), typed(arguments), null);
        return FunctionCalls.call(function, arguments);
    }

    /** {@code format('...', a, b)}: the values travel as one row. */
    public Expression format(Format node) {
        List<Expression> arguments = expressions.analyze(node.getArguments());
        Type pattern = arguments.getFirst().type();
        if (!(pattern instanceof Type.Varchar) && pattern != Type.Simple.UNKNOWN) {
            throw Errors.at(
                    node.getArguments().getFirst(),
                    StandardErrorCode.TYPE_MISMATCH,
                    "Type of first argument to format() must be VARCHAR (actual: %s)",
                    pattern);
        }
        for (int i = 1; i < arguments.size(); i++) {
            Type type = arguments.get(i).type();
            boolean nested = type instanceof Type.Array || type instanceof Type.MapOf || type instanceof Type.Row;
            if (nested || type == Type.Simple.VARBINARY) {
                throw Errors.notSupported(
                        node.getArguments().get(i), "Type not supported for formatting: " + type.displayName());
            }
        }
        return function("format", arguments, node);
    }

    private Expression operator(String name, List<Expression> arguments, Node node) {
        return FunctionCalls.call(resolve(name, arguments, node), arguments);
    }

    private ResolvedFunction resolve(String operator, List<Expression> arguments, Node node) {
        return resolver()
                .resolveOperator(
                        operator, arguments.stream().map(Expression::type).toList(), Errors.place(node));
    }

    private Expression function(String name, List<Expression> arguments, Node node) {
        return FunctionCalls.call(resolver().resolve(name, typed(arguments), Errors.place(node)), arguments);
    }

    private static List<Argument> typed(List<Expression> arguments) {
        return arguments.stream()
                .<Argument>map(argument -> new Argument.Typed(argument.type()))
                .toList();
    }

    private FunctionResolver resolver() {
        return expressions.context().statement().resolver();
    }
}
