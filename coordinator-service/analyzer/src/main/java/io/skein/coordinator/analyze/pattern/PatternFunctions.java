package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.plan.RowNavigation;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.ProcessingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The functions of row patterns, and the form that calls must have in their expressions. */
public final class PatternFunctions {
    private static final Set<String> LOGICAL = Set.of("FIRST", "LAST");
    private static final Set<String> PHYSICAL = Set.of("PREV", "NEXT");
    private static final Set<String> MATCH = Set.of("MATCH_NUMBER", "CLASSIFIER");

    private final FunctionRegistry functions;

    PatternFunctions(FunctionRegistry functions) {
        this.functions = functions;
    }

    static String name(FunctionCall call) {
        return call.getName().getSuffix().toUpperCase(Locale.ENGLISH);
    }

    boolean recognizes(Node node) {
        if (!(node instanceof FunctionCall call)) {
            return false;
        }
        List<Identifier> parts = call.getName().getOriginalParts();
        return parts.size() == 1 && !parts.getFirst().isDelimited() && (navigates(call) || MATCH.contains(name(call)));
    }

    private static boolean navigates(FunctionCall call) {
        return LOGICAL.contains(name(call)) || PHYSICAL.contains(name(call));
    }

    boolean aggregates(Node node) {
        return node instanceof FunctionCall call
                && functions.kind(FunctionCalls.name(call.getName())).equals(Optional.of(FunctionKind.AGGREGATE));
    }

    /** {@code label.*} is an argument of count alone. */
    void requireCountOfRows(FunctionCall call) {
        for (io.trino.sql.tree.Expression argument : call.getArguments()) {
            if (DereferenceExpression.isQualifiedAllFieldsReference(argument)
                    && (!aggregates(call)
                            || !name(call).equals("COUNT")
                            || call.getArguments().size() > 1)) {
                throw misplacedRows(argument);
            }
        }
    }

    void requirePlainForm(FunctionCall call) {
        clause(call).ifPresent(clause -> {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_PATTERN_RECOGNITION_FUNCTION,
                    "Cannot use %s with %s pattern recognition function",
                    clause,
                    call.getName());
        });
        if (call.getProcessingMode().isPresent() && !LOGICAL.contains(name(call))) {
            ProcessingMode mode = call.getProcessingMode().get();
            throw Errors.at(
                    mode,
                    StandardErrorCode.INVALID_PROCESSING_MODE,
                    "%s semantics is not supported with %s pattern recognition function",
                    mode.getMode(),
                    call.getName());
        }
    }

    void requirePlainAggregate(FunctionCall call) {
        clause(call).ifPresent(clause -> {
            throw Errors.at(
                    call,
                    clause.equals("OVER") ? StandardErrorCode.NESTED_WINDOW : StandardErrorCode.NOT_SUPPORTED,
                    "Cannot use %s with %s aggregate function in pattern recognition context",
                    clause,
                    call.getName());
        });
    }

    private static Optional<String> clause(FunctionCall call) {
        if (call.getWindow().isPresent()) {
            return Optional.of("OVER");
        }
        if (call.getFilter().isPresent()) {
            return Optional.of("FILTER");
        }
        if (call.getOrderBy().isPresent()) {
            return Optional.of("ORDER BY");
        }
        return call.isDistinct() ? Optional.of("DISTINCT") : Optional.empty();
    }

    /** Refuses what only row patterns know in a call anywhere else. */
    public static void requireNoPatternSyntax(FunctionCall call) {
        for (io.trino.sql.tree.Expression argument : call.getArguments()) {
            if (DereferenceExpression.isQualifiedAllFieldsReference(argument)) {
                throw misplacedRows(argument);
            }
        }
        call.getProcessingMode().ifPresent(mode -> {
            throw Errors.at(
                    mode,
                    StandardErrorCode.INVALID_PROCESSING_MODE,
                    "%s semantics is not supported out of pattern recognition context",
                    mode.getMode());
        });
    }

    private static SkeinException misplacedRows(Node argument) {
        return Errors.at(
                argument,
                StandardErrorCode.INVALID_ARGUMENTS,
                "label.* syntax is only supported as the only argument of row pattern count function");
    }

    void requireNoMode(FunctionCall call) {
        call.getProcessingMode().ifPresent(mode -> {
            throw Errors.at(
                    mode,
                    StandardErrorCode.INVALID_PROCESSING_MODE,
                    "%s semantics is supported only for FIRST(), LAST() and aggregation functions. Actual: %s",
                    mode.getMode(),
                    call.getName());
        });
    }

    /** Arguments, and what may be nested: FIRST and LAST immediately within PREV and NEXT. */
    void requireNavigation(FunctionCall call) {
        requireArguments(call);
        requireNoAggregatesWithin(call);
        String name = call.getName().getSuffix();
        List<FunctionCall> nested = within(
                List.of(call.getArguments().getFirst()), each -> recognizes(each) && navigates((FunctionCall) each));
        if (nested.isEmpty()) {
            return;
        }
        FunctionCall first = nested.getFirst();
        if (LOGICAL.contains(name(call)) || (nested.size() == 1 && PHYSICAL.contains(name(first)))) {
            throw Errors.at(
                    first,
                    StandardErrorCode.INVALID_NAVIGATION_NESTING,
                    "Cannot nest %s pattern navigation function inside %s pattern navigation function",
                    first.getName(),
                    name);
        }
        if (nested.size() > 1) {
            throw Errors.at(
                    nested.get(1),
                    StandardErrorCode.INVALID_NAVIGATION_NESTING,
                    "Cannot nest multiple pattern navigation functions inside %s pattern navigation function",
                    name);
        }
        if (first != call.getArguments().getFirst()) {
            throw Errors.at(
                    first,
                    StandardErrorCode.INVALID_NAVIGATION_NESTING,
                    "Immediate nesting is required for pattern navigation functions");
        }
    }

    private static void requireArguments(FunctionCall call) {
        int count = call.getArguments().size();
        if (count != 1 && count != 2) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "%s pattern recognition function requires 1 or 2 arguments",
                    call.getName());
        }
        if (count == 1) {
            return;
        }
        if (!(call.getArguments().get(1) instanceof LongLiteral literal)) {
            throw Errors.at(
                    call,
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "%s pattern recognition navigation function requires a number as the second argument",
                    call.getName());
        }
        long offset = literal.getParsedValue();
        if (offset < 0) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "%s pattern recognition navigation function requires a non-negative number as the second argument (actual: %s)",
                    call.getName(),
                    offset);
        }
        if (offset > Integer.MAX_VALUE) {
            throw Errors.at(
                    call,
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "The second argument of %s pattern recognition navigation function must not exceed %s (actual: %s)",
                    call.getName(),
                    Integer.MAX_VALUE,
                    offset);
        }
    }

    /** The value of IN with a subquery is one of the row, before any match. */
    void requirePlainColumns(Node value, PatternLabels labels) {
        if (recognizes(value)) {
            throw Errors.notSupported(
                    value,
                    "IN-PREDICATE with %s function is not yet supported"
                            .formatted(((FunctionCall) value).getName().getSuffix()));
        }
        if (value instanceof DereferenceExpression dereference
                && DereferenceExpression.getQualifiedName(dereference) != null
                && labels.contains(DereferenceExpression.getQualifiedName(dereference)
                        .getOriginalParts()
                        .getFirst()
                        .getCanonicalValue())) {
            throw Errors.notSupported(value, "IN-PREDICATE with labeled column reference is not yet supported");
        }
        value.getChildren().forEach(child -> requirePlainColumns(child, labels));
    }

    void requireNoAggregatesWithin(FunctionCall call) {
        within(call.getArguments(), this::aggregates).stream().findFirst().ifPresent(nested -> {
            throw Errors.at(
                    nested,
                    StandardErrorCode.NESTED_AGGREGATION,
                    "Cannot nest %s aggregate function inside %s function",
                    nested.getName(),
                    call.getName());
        });
    }

    void requireNoNavigationWithin(FunctionCall call) {
        within(call.getArguments(), each -> recognizes(each) && navigates((FunctionCall) each)).stream()
                .findFirst()
                .ifPresent(nested -> {
                    throw Errors.at(
                            nested,
                            StandardErrorCode.INVALID_NAVIGATION_NESTING,
                            "Cannot nest %s pattern navigation function inside %s function",
                            nested.getName().getSuffix(),
                            call.getName());
                });
    }

    /** The calls in these expressions, the outer before the inner. */
    private static List<FunctionCall> within(List<? extends Node> nodes, Predicate<Node> wanted) {
        List<FunctionCall> found = new ArrayList<>();
        for (Node node : nodes) {
            if (wanted.test(node)) {
                found.add((FunctionCall) node);
            }
            found.addAll(within(node.getChildren(), wanted));
        }
        return found;
    }

    /** The navigation within the call's argument. */
    static RowNavigation navigation(FunctionCall call, RowNavigation around) {
        boolean given = call.getArguments().size() == 2;
        int offset = given ? (int) ((LongLiteral) call.getArguments().get(1)).getParsedValue() : 0;
        return switch (name(call)) {
            case "FIRST", "LAST" ->
                new RowNavigation(
                        around.labels(),
                        RowNavigation.Anchor.valueOf(name(call)),
                        mode(call),
                        offset,
                        around.physicalOffset());
            default -> {
                int steps = given ? offset : 1;
                yield new RowNavigation(
                        around.labels(),
                        around.anchor(),
                        around.mode(),
                        around.logicalOffset(),
                        name(call).equals("PREV") ? -steps : steps);
            }
        };
    }

    static RowNavigation.Mode mode(FunctionCall call) {
        return call.getProcessingMode()
                .map(mode -> RowNavigation.Mode.valueOf(mode.getMode().name()))
                .orElse(RowNavigation.Mode.RUNNING);
    }
}
