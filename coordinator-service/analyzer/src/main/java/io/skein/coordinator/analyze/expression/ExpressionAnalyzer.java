package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.json.JsonExpressions;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Names;
import io.skein.coordinator.analyze.scope.Parameters;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Values;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LocalTime;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From an expression of the syntax tree to a typed one with all its coercions; each kind has its analyser, this one hands out. */
public final class ExpressionAnalyzer {
    private final ExpressionContext context;
    private final Map<String, Expression> variables;

    public ExpressionAnalyzer(ExpressionContext context) {
        this(context, Map.of());
    }

    private ExpressionAnalyzer(ExpressionContext context, Map<String, Expression> variables) {
        this.context = context;
        this.variables = Map.copyOf(variables);
    }

    public ExpressionContext context() {
        return context;
    }

    public Map<String, Expression> variables() {
        return variables;
    }

    /** An analyser for a lambda's or a routine's body, whose names stand for these values. */
    public ExpressionAnalyzer within(Map<String, ? extends Expression> parameters) {
        Map<String, Expression> all = new java.util.HashMap<>(variables);
        all.putAll(parameters);
        return new ExpressionAnalyzer(context, all);
    }

    /** How many lambda parameters are in sight: named by it, they are the same wherever the same lambda is written. */
    int depth() {
        return variables.size();
    }

    public Expression analyze(Node node) {
        Optional<Expression> computed = context.computed(node);
        return computed.isPresent() ? computed.get() : analyzed(node);
    }

    public List<Expression> analyze(List<? extends Node> nodes) {
        return nodes.stream().map(this::analyze).toList();
    }

    /** The expression as a value of the type, or the error that the message says. */
    public Expression analyze(Node node, Type type, String message) {
        Expression value = expect(analyze(node), type);
        if (!io.skein.coordinator.function.Coercions.canCoerce(value.type(), type)) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s must evaluate to a %s (actual: %s)",
                    message,
                    type,
                    value.type());
        }
        return Conversions.coerce(value, type);
    }

    /** Tells a parameter of unknown type what is asked of it. */
    public Expression expect(Expression value, Type type) {
        if (value instanceof Expression.Variable(String name, Type unknown)
                && unknown == Type.Simple.UNKNOWN
                && name.startsWith("?")) {
            context.statement().parameters().expect(Integer.parseInt(name.substring(1)), type);
            return new Expression.Constant(null, type);
        }
        return value;
    }

    private Expression analyzed(Node node) {
        return switch (node) {
            case Literal literal -> Literals.read(literal);
            case Identifier name -> new Names(this).column(name);
            case DereferenceExpression name -> new Names(this).dereference(name);
            case Parameter parameter -> parameter(parameter);
            case FunctionCall call -> new FunctionCalls(this).analyze(call);
            case LambdaExpression lambda ->
                throw Errors.at(
                        lambda,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Lambda expression should always be used inside a function");
            case ComparisonExpression comparison -> new Predicates(this).comparison(comparison);
            case LogicalExpression logical -> new Predicates(this).logical(logical);
            case NotExpression not ->
                new Expression.Not(analyze(not.getValue(), Type.Simple.BOOLEAN, "Value of logical NOT expression"));
            case IsNullPredicate isNull -> new Expression.IsNull(analyze(isNull.getValue()));
            case IsNotNullPredicate notNull -> new Expression.Not(new Expression.IsNull(analyze(notNull.getValue())));
            case BetweenPredicate between -> new Predicates(this).between(between);
            case InPredicate in -> new Predicates(this).in(in);
            case LikePredicate like -> new Predicates(this).like(like);
            case SearchedCaseExpression branches -> new Conditionals(this).searchedCase(branches);
            case SimpleCaseExpression branches -> new Conditionals(this).simpleCase(branches);
            case IfExpression branches -> new Conditionals(this).either(branches);
            case CoalesceExpression coalesce -> new Conditionals(this).coalesce(coalesce);
            case NullIfExpression nullIf -> new Conditionals(this).nullIf(nullIf);
            case TryExpression attempt -> new Expression.Try(analyze(attempt.getInnerExpression()));
            case Cast cast -> new Casts(this).cast(cast);
            case ArithmeticBinaryExpression arithmetic -> new Values(this).arithmetic(arithmetic);
            case ArithmeticUnaryExpression sign -> new Values(this).sign(sign);
            case Array array -> new Values(this).array(array);
            case Row row -> new Values(this).row(row);
            case SubscriptExpression subscript -> new Values(this).subscript(subscript);
            case Extract extract -> new Values(this).extract(extract);
            case AtTimeZone zoned -> new Values(this).atTimeZone(zoned);
            case Trim trim -> new Values(this).trim(trim);
            case Format format -> new Values(this).format(format);
            case JsonExists json -> new JsonExpressions(this).exists(json);
            case JsonValue json -> new JsonExpressions(this).value(json);
            case JsonQuery json -> new JsonExpressions(this).query(json);
            case JsonObject json -> new JsonExpressions(this).object(json);
            case JsonArray json -> new JsonExpressions(this).array(json);
            case CurrentDate _, CurrentTime _, CurrentTimestamp _, LocalTime _, LocalTimestamp _ ->
                CurrentValues.temporal(node, context.statement().session());
            case CurrentUser _, CurrentCatalog _, CurrentSchema _, CurrentPath _ ->
                CurrentValues.named(node, context.statement().session());
            case SubqueryExpression subquery -> new Subqueries(this).scalar(subquery);
            case ExistsPredicate exists -> new Subqueries(this).exists(exists);
            case QuantifiedComparisonExpression quantified -> new Subqueries(this).quantified(quantified);
            case GroupingOperation grouping ->
                throw Errors.at(
                        grouping,
                        StandardErrorCode.MISSING_GROUP_BY,
                        "A GROUPING() operation can only be used with a corresponding GROUPING SET/CUBE/ROLLUP/GROUP BY clause");
            default ->
                throw Errors.notSupported(
                        node, "Expression not supported: " + node.getClass().getSimpleName());
        };
    }

    private Expression parameter(Parameter parameter) {
        Parameters parameters = context.statement().parameters();
        Optional<io.trino.sql.tree.Expression> value = parameters.value(parameter.getId());
        if (value.isPresent()) {
            Scope nothing = new Scope(List.of(), null);
            return new ExpressionContext(context.statement(), QueryEnvironment.top(), nothing, null)
                    .analyze(value.get());
        }
        return new Expression.Variable("?" + parameter.getId(), Type.Simple.UNKNOWN);
    }
}
