package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.pattern.PatternFunctions;
import io.skein.coordinator.analyze.pattern.PatternWindow;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the window calls of a SELECT and its ORDER BY; those that share partitioning and order share a node. */
final class WindowPlanner {
    private static final Set<String> FRAMELESS =
            Set.of("lag", "lead", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile");
    private static final Set<String> ORDERED = Set.of("lag", "lead");
    private static final Set<String> NULL_TREATING = Set.of("lag", "lead", "first_value", "last_value", "nth_value");

    private final ExpressionContext context;
    private final PlanBuilder plan;
    private final AstSearch search;

    WindowPlanner(ExpressionContext context, PlanBuilder plan, AstSearch search) {
        this.context = context;
        this.plan = plan;
        this.search = search;
    }

    void plan(List<WindowDefinition> definitions, List<? extends Node> written) {
        Windows windows = new Windows(definitions);
        List<FunctionCall> calls = search.windowCalls(written);
        Map<Partition, Map<Symbol, WindowCall>> partitions = new LinkedHashMap<>();
        Map<Windows.Specification, PatternWindow> patterns = new LinkedHashMap<>();
        for (FunctionCall call : calls) {
            PatternFunctions.requireNoPatternSyntax(call);
            requireNoNesting(call);
            Windows.Specification window = windows.of(call.getWindow().orElseThrow());
            Optional<PatternWindow> pattern = pattern(window, patterns);
            if (pattern.isPresent()) {
                FunctionCalls.Resolved resolved = resolve(call);
                requireForm(call, resolved.function().reference().name(), window);
                pattern.get().add(call, call(call, resolved, Frame.DEFAULT));
            } else {
                plan(call, window, partitions);
            }
        }
        for (WindowOperation measure : search.measures(written)) {
            pattern(windows.of(measure.getWindow()), patterns)
                    .orElseThrow(() -> PatternWindow.undefined(measure))
                    .add(measure);
        }
        partitions.forEach((partition, functions) ->
                plan.grow(source -> new WindowNode(source, partition.keys(), partition.ordering(), functions)));
        patterns.forEach(this::plan);
    }

    private Optional<PatternWindow> pattern(
            Windows.Specification window, Map<Windows.Specification, PatternWindow> patterns) {
        return window.frame()
                .filter(frame -> frame.getPattern().isPresent())
                .map(frame -> patterns.computeIfAbsent(window, _ -> new PatternWindow(context, plan, frame)));
    }

    private void plan(Windows.Specification window, PatternWindow pattern) {
        List<Symbol> partitionBy = partitionBy(window);
        List<OrderingTerm> ordering = ordering(window);
        pattern.plan(partitionBy, ordering, new FramePlanner(context, plan, window, ordering).frame());
    }

    private List<Symbol> partitionBy(Windows.Specification window) {
        List<Expression> keys =
                window.partitionBy().stream().map(this::partitionKey).toList();
        return plan.symbolsFor(keys).stream().distinct().toList();
    }

    private List<OrderingTerm> ordering(Windows.Specification window) {
        return window.orderBy()
                .map(orderBy -> new Ordering(context, plan).windowTerms(orderBy))
                .orElse(List.of());
    }

    private void plan(
            FunctionCall call, Windows.Specification window, Map<Partition, Map<Symbol, WindowCall>> partitions) {
        List<Symbol> partitionBy = partitionBy(window);
        List<OrderingTerm> ordering = ordering(window);
        FramePlanner frames = new FramePlanner(context, plan, window, ordering);
        Frame frame = frames.frame();
        FunctionCalls.Resolved resolved = resolve(call);
        String name = resolved.function().reference().name();
        requireForm(call, name, window);
        WindowCall planned = call(call, resolved, frame);
        Map<Symbol, WindowCall> functions =
                partitions.computeIfAbsent(new Partition(partitionBy, frames.ordering()), _ -> new LinkedHashMap<>());
        for (Map.Entry<Symbol, WindowCall> known : functions.entrySet()) {
            if (known.getValue().equals(planned)) {
                context.computed(call, known.getKey().reference());
                return;
            }
        }
        Symbol symbol =
                plan.symbols().create(name, resolved.function().reference().returnType());
        functions.put(symbol, planned);
        context.computed(call, symbol.reference());
    }

    private static WindowCall call(FunctionCall call, FunctionCalls.Resolved resolved, Frame frame) {
        return new WindowCall(
                resolved.function().reference(),
                resolved.arguments(),
                call.isDistinct(),
                call.getNullTreatment()
                        .filter(FunctionCall.NullTreatment.IGNORE::equals)
                        .isPresent(),
                Optional.empty(),
                frame);
    }

    private Expression partitionKey(Node node) {
        Expression key = context.analyze(node);
        if (!key.type().comparable()) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s is not comparable, and therefore cannot be used in window function PARTITION BY",
                    key.type());
        }
        return key;
    }

    /** The call with its arguments lifted above an aggregation. */
    private FunctionCalls.Resolved resolve(FunctionCall call) {
        FunctionCalls.Resolved resolved = new FunctionCalls(new ExpressionAnalyzer(context)).resolve(call);
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < resolved.arguments().size(); i++) {
            Expression argument = resolved.arguments().get(i);
            Node node = call.getArguments().get(i);
            arguments.add(context.grouped()
                    .map(columns -> columns.above(argument, node))
                    .orElse(argument));
        }
        return new FunctionCalls.Resolved(resolved.function(), arguments);
    }

    private void requireNoNesting(FunctionCall call) {
        List<FunctionCall> nested = search.windowCalls(call.getChildren());
        if (!nested.isEmpty()) {
            throw Errors.at(
                    nested.getFirst(),
                    StandardErrorCode.NESTED_WINDOW,
                    "Cannot nest window functions or row pattern measures inside window function arguments");
        }
    }

    /** Refuses scalar functions with OVER, at the select that they stand in. */
    void requireWindowFunctions(List<? extends Node> written, Node select) {
        for (FunctionCall call : search.windowCalls(written)) {
            String name = FunctionCalls.name(call.getName());
            if (context.statement().functions().kind(name).equals(Optional.of(FunctionKind.SCALAR))) {
                throw Errors.at(select, StandardErrorCode.FUNCTION_NOT_WINDOW, "Not a window function: %s", name);
            }
        }
    }

    private static void requireForm(FunctionCall call, String name, Windows.Specification window) {
        if (call.getFilter().isPresent()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    new Location(1, 1),
                    "FILTER is not yet supported for window functions");
        }
        if (call.getOrderBy().isPresent()) {
            throw Errors.notSupported(call, "Window function with ORDER BY is not supported");
        }
        if (FRAMELESS.contains(name) && window.frame().isPresent()) {
            throw Errors.at(
                    window.frame().get(),
                    StandardErrorCode.INVALID_WINDOW_FRAME,
                    "Cannot specify window frame for %s function",
                    name);
        }
        if (ORDERED.contains(name) && window.orderBy().isEmpty()) {
            throw Errors.at(
                    window.node(),
                    StandardErrorCode.MISSING_ORDER_BY,
                    "%s function requires an ORDER BY window clause",
                    name);
        }
        if (call.getNullTreatment().isPresent() && !NULL_TREATING.contains(name)) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NULL_TREATMENT_NOT_ALLOWED,
                    "Cannot specify null treatment clause for %s function",
                    name);
        }
    }

    private record Partition(List<Symbol> keys, List<OrderingTerm> ordering) {}
}
