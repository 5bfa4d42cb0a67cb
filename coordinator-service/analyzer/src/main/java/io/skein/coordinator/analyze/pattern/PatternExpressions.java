package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeRef;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.TryExpression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Expressions of DEFINE and MEASURES. Columns, CLASSIFIER, MATCH_NUMBER and aggregates are found in the syntax with the navigation that surrounds them
 * and become symbols; around those the expression is analysed as any other.
 */
public final class PatternExpressions {
    private final ExpressionContext context;
    private final PatternLabels labels;
    private final MatchValues values;
    private final PatternFunctions functions;
    private final boolean window;
    private final Map<NodeRef<Node>, Optional<String>> labelOf = new HashMap<>();

    /**
     * @param context over the source's columns
     * @param values gets what the expressions read
     */
    public PatternExpressions(
            ExpressionContext context, PatternLabels labels, MatchValues values, PatternClause clause) {
        this.context = context;
        this.labels = labels;
        this.values = values;
        this.functions = new PatternFunctions(context.statement().functions());
        this.window = clause.rows() == io.skein.coordinator.plan.PatternSearch.RowsPerMatch.WINDOW;
    }

    /** The expression over the symbols of {@link MatchValues}. */
    public Expression analyze(Node expression) {
        read(expression, new Place(RowNavigation.CURRENT, false));
        return new ExpressionAnalyzer(context).analyze(expression);
    }

    /**
     * Where a part of an expression stands.
     *
     * @param aggregated inside of an aggregate, whose rows it is evaluated for
     */
    private record Place(RowNavigation navigation, boolean aggregated) {
        Place with(RowNavigation other) {
            return new Place(other, aggregated);
        }

        /** The row of the label, or inside of an aggregate the row itself. */
        RowNavigation under(SortedSet<Integer> labels) {
            return aggregated
                    ? RowNavigation.CURRENT
                    : new RowNavigation(
                            labels,
                            navigation.anchor(),
                            navigation.mode(),
                            navigation.logicalOffset(),
                            navigation.physicalOffset());
        }
    }

    private void read(Node node, Place place) {
        switch (node) {
            case Identifier name -> column(name, place);
            case DereferenceExpression dereference -> dereference(dereference, place);
            case FunctionCall call -> call(call, place);
            case InPredicate in
            when in.getValueList() instanceof SubqueryExpression -> {
                functions.requirePlainColumns(in.getValue(), labels);
                subquery(in, place);
            }
            case SubqueryExpression _, ExistsPredicate _, QuantifiedComparisonExpression _ -> subquery(node, place);
            case TryExpression _ -> throw notYet("TRY", node);
            case LambdaExpression _ -> throw notYet("Lambda", node);
            case DataType _ -> {}
            default -> node.getChildren().forEach(child -> read(child, place));
        }
    }

    private static SkeinException notYet(String what, Node node) {
        return Errors.notSupported(node, what + " expression in pattern recognition context is not yet supported");
    }

    /** A subquery is computed with the source's rows, and its result read as their columns are. */
    private void subquery(Node node, Place place) {
        PlanBuilder plan =
                context.plan().orElseThrow(() -> Errors.notSupported(node, "Subquery is not supported here"));
        Symbol result = plan.symbolFor(new ExpressionAnalyzer(context).analyze(node));
        PatternValue value = new PatternValue.Column(result, place.under(new TreeSet<>()), Optional.empty());
        context.computed(
                node, values.symbolFor(result.name(), value, result.type()).reference());
    }

    private void column(Identifier name, Place place) {
        context.scope()
                .resolveLocally(QualifiedName.of(List.of(name)), name)
                .ifPresent(field -> column(name, field, Optional.empty(), place));
    }

    private void column(Node node, Field field, Optional<String> label, Place place) {
        labelOf.put(NodeRef.of(node), label);
        RowNavigation navigation = place.under(label.map(labels::places).orElseGet(TreeSet::new));
        PatternValue value = new PatternValue.Column(source(field, node), navigation, Optional.empty());
        context.computed(
                node,
                values.symbolFor(field.symbol().name(), value, field.type()).reference());
    }

    /** The column that rows are searched with, which in a window may stand above an aggregation. */
    private Symbol source(Field field, Node node) {
        Expression column = field.symbol().reference();
        Expression above =
                context.grouped().map(columns -> columns.above(column, node)).orElse(column);
        return ((Expression.Reference) above).symbol();
    }

    /** A qualified name is a label's column; the input's own name does not count here. */
    private void dereference(DereferenceExpression node, Place place) {
        QualifiedName name = DereferenceExpression.getQualifiedName(node);
        if (name == null) {
            read(node.getBase(), place);
            return;
        }
        List<Identifier> parts = name.getOriginalParts();
        String label = parts.getFirst().getCanonicalValue();
        if (!labels.contains(label)) {
            throw Errors.at(node, StandardErrorCode.COLUMN_NOT_FOUND, "Column '%s' cannot be resolved", name);
        }
        QualifiedName column = QualifiedName.of(parts.subList(1, parts.size()));
        Optional<Field> field =
                parts.size() > 2 ? Optional.empty() : context.scope().resolveLocally(column, node);
        column(
                node,
                field.orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column %s prefixed with label %s cannot be resolved",
                        column,
                        label)),
                Optional.of(label),
                place);
    }

    private void call(FunctionCall call, Place place) {
        functions.requireCountOfRows(call);
        if (functions.recognizes(call)) {
            functions.requirePlainForm(call);
            switch (PatternFunctions.name(call)) {
                case "MATCH_NUMBER" -> matchNumber(call);
                case "CLASSIFIER" -> classifier(call, place);
                default -> navigation(call, place);
            }
            return;
        }
        if (functions.aggregates(call)) {
            functions.requirePlainAggregate(call);
            aggregate(call);
            return;
        }
        functions.requireNoMode(call);
        call.getChildren().forEach(child -> read(child, place));
    }

    private void matchNumber(FunctionCall call) {
        if (window) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_PATTERN_RECOGNITION_FUNCTION,
                    "MATCH_NUMBER function is not supported in window");
        }
        if (!call.getArguments().isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "MATCH_NUMBER pattern recognition function takes no arguments");
        }
        context.computed(
                call,
                values.symbolFor("match_number", new PatternValue.MatchNumber(), Type.Simple.BIGINT)
                        .reference());
    }

    private void classifier(FunctionCall call, Place place) {
        if (call.getArguments().size() > 1) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "CLASSIFIER pattern recognition function takes no arguments or 1 argument");
        }
        Optional<String> label = call.getArguments().stream().findFirst().map(this::classified);
        labelOf.put(NodeRef.of(call), label);
        RowNavigation navigation = place.under(label.map(labels::places).orElseGet(TreeSet::new));
        context.computed(
                call,
                values.symbolFor("classifier", new PatternValue.Classifier(navigation), Type.Varchar.UNBOUNDED)
                        .reference());
    }

    private String classified(Node argument) {
        if (!(argument instanceof Identifier name)) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.TYPE_MISMATCH,
                    "CLASSIFIER function argument should be primary pattern variable or subset name. Actual: %s",
                    argument.getClass().getSimpleName());
        }
        if (!labels.contains(name.getCanonicalValue())) {
            throw Errors.at(
                    argument,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "%s is not a primary pattern variable or subset name",
                    name.getValue());
        }
        return name.getCanonicalValue();
    }

    private void navigation(FunctionCall call, Place place) {
        functions.requireNavigation(call);
        io.trino.sql.tree.Expression argument = call.getArguments().getFirst();
        read(argument, place.with(PatternFunctions.navigation(call, place.navigation())));
        if (label(call, argument).isEmpty()) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "Pattern navigation function '%s' must contain at least one column reference or CLASSIFIER()",
                    PatternFunctions.name(call));
        }
        context.computed(call, new ExpressionAnalyzer(context).analyze(argument));
    }

    private void aggregate(FunctionCall call) {
        FunctionCall resolved = call;
        SortedSet<Integer> rows = new TreeSet<>();
        Optional<String> counted = call.getArguments().stream()
                .filter(DereferenceExpression::isQualifiedAllFieldsReference)
                .findFirst()
                .map(this::counted);
        if (counted.isPresent()) {
            rows.addAll(labels.places(counted.get()));
            resolved = new FunctionCall(call.getName(), List.of());
        } else {
            call.getArguments().forEach(argument -> read(argument, new Place(RowNavigation.CURRENT, true)));
        }
        FunctionCalls.Resolved function = new FunctionCalls(new ExpressionAnalyzer(context)).resolve(resolved);
        functions.requireNoAggregatesWithin(call);
        functions.requireNoNavigationWithin(call);
        if (counted.isEmpty()) {
            rows.addAll(aggregated(call));
        }
        context.computed(
                call,
                values.symbolFor(new MatchValues.MatchAggregate(
                                function.function().reference(),
                                function.arguments(),
                                rows,
                                PatternFunctions.mode(call)))
                        .reference());
    }

    /** The label of {@code label.*}. */
    private String counted(Node argument) {
        Node base = ((DereferenceExpression) argument).getBase();
        String label = base instanceof Identifier name ? name.getCanonicalValue() : "";
        if (!labels.contains(label)) {
            throw Errors.at(
                    base,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "%s is not a primary pattern variable or subset name",
                    label);
        }
        return label;
    }

    private SortedSet<Integer> aggregated(FunctionCall call) {
        Set<Optional<String>> all = new HashSet<>();
        call.getArguments().forEach(argument -> label(call, argument).ifPresent(all::add));
        if (all.size() > 1) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "All aggregate function arguments must apply to rows matched with the same label");
        }
        return all.stream()
                .findFirst()
                .flatMap(label -> label)
                .map(labels::places)
                .orElseGet(TreeSet::new);
    }

    /** The one label that all columns and classifiers of an argument name, itself empty where they name none; empty without any of them. */
    private Optional<Optional<String>> label(FunctionCall call, Node argument) {
        Set<Optional<String>> found = new HashSet<>();
        collect(argument, found);
        if (found.size() > 1) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "All labels and classifiers inside the call to '%s' must match",
                    call.getName().getSuffix());
        }
        return found.stream().findFirst();
    }

    private void collect(Node node, Set<Optional<String>> found) {
        Optional<String> label = labelOf.get(NodeRef.of(node));
        if (label != null) {
            found.add(label);
        } else {
            node.getChildren().forEach(child -> collect(child, found));
        }
    }
}
