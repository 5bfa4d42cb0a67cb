package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.worker.kernel.function.SqlJsonPath.PathException;
import io.trino.sql.jsonpath.tree.ComparisonPredicate;
import io.trino.sql.jsonpath.tree.ConjunctionPredicate;
import io.trino.sql.jsonpath.tree.DisjunctionPredicate;
import io.trino.sql.jsonpath.tree.ExistsPredicate;
import io.trino.sql.jsonpath.tree.IsUnknownPredicate;
import io.trino.sql.jsonpath.tree.JsonPathTreeVisitor;
import io.trino.sql.jsonpath.tree.NegationPredicate;
import io.trino.sql.jsonpath.tree.PathNode;
import io.trino.sql.jsonpath.tree.StartsWithPredicate;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The conditions of a path's filters. Null is unknown: what a failed step or a comparison of different kinds gives. */
final class JsonPathTests extends JsonPathTreeVisitor<@Nullable Boolean, JsonPathPlace> {
    private final JsonPathSteps steps;

    JsonPathTests(JsonPathSteps steps) {
        this.steps = steps;
    }

    @Override
    protected @Nullable Boolean visitPathNode(PathNode node, JsonPathPlace place) {
        throw new PathException(node.getClass().getSimpleName() + " is not supported in a JSON path");
    }

    @Override
    protected @Nullable Boolean visitConjunctionPredicate(ConjunctionPredicate node, JsonPathPlace place) {
        Boolean left = process(node.getLeft(), place);
        if (Boolean.FALSE.equals(left)) {
            return false;
        }
        Boolean right = process(node.getRight(), place);
        return Boolean.TRUE.equals(left) || Boolean.FALSE.equals(right) ? right : null;
    }

    @Override
    protected @Nullable Boolean visitDisjunctionPredicate(DisjunctionPredicate node, JsonPathPlace place) {
        Boolean left = process(node.getLeft(), place);
        if (Boolean.TRUE.equals(left)) {
            return true;
        }
        Boolean right = process(node.getRight(), place);
        return Boolean.FALSE.equals(left) || Boolean.TRUE.equals(right) ? right : null;
    }

    @Override
    protected @Nullable Boolean visitNegationPredicate(NegationPredicate node, JsonPathPlace place) {
        Boolean holds = process(node.getPredicate(), place);
        return holds == null ? null : !holds;
    }

    @Override
    protected @Nullable Boolean visitIsUnknownPredicate(IsUnknownPredicate node, JsonPathPlace place) {
        return process(node.getPredicate(), place) == null;
    }

    @Override
    protected @Nullable Boolean visitExistsPredicate(ExistsPredicate node, JsonPathPlace place) {
        try {
            return !steps.process(node.getPath(), place).isEmpty();
        } catch (PathException e) {
            return null;
        }
    }

    @Override
    protected @Nullable Boolean visitStartsWithPredicate(StartsWithPredicate node, JsonPathPlace place) {
        return pairs(node.getWhole(), node.getInitial(), place, (whole, initial) -> {
            if (!whole.isTextual() || !initial.isTextual()) {
                throw PathException.itemType("TEXT", whole);
            }
            return whole.textValue().startsWith(initial.textValue());
        });
    }

    @Override
    protected @Nullable Boolean visitComparisonPredicate(ComparisonPredicate node, JsonPathPlace place) {
        return pairs(node.getLeft(), node.getRight(), place, (left, right) -> compare(node.getOperator(), left, right));
    }

    /** True where one pair of items passes; in strict mode no other may fail. */
    private @Nullable Boolean pairs(
            PathNode left, PathNode right, JsonPathPlace place, BiPredicate<JsonNode, JsonNode> test) {
        boolean passed = false;
        boolean failed = false;
        try {
            List<JsonNode> rightItems = steps.operand(right, place);
            for (JsonNode a : steps.operand(left, place)) {
                for (JsonNode b : rightItems) {
                    try {
                        passed |= test.test(a, b);
                    } catch (PathException e) {
                        failed = true;
                    }
                }
            }
        } catch (PathException e) {
            return null;
        }
        if (passed && (steps.lax() || !failed)) {
            return true;
        }
        return failed ? null : false;
    }

    private static boolean compare(ComparisonPredicate.Operator operator, JsonNode left, JsonNode right) {
        if (left.isContainerNode() || right.isContainerNode()) {
            throw PathException.itemType("SCALAR", left.isContainerNode() ? left : right);
        }
        if (left.isNull() != right.isNull()) {
            return operator == ComparisonPredicate.Operator.NOT_EQUAL;
        }
        int order = order(left, right);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS_THAN -> order < 0;
            case GREATER_THAN -> order > 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN_OR_EQUAL -> order >= 0;
        };
    }

    private static int order(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return JsonPathNumbers.compare(left, right);
        }
        if (left.isTextual() && right.isTextual()) {
            return left.textValue().compareTo(right.textValue());
        }
        if (left.isBoolean() && right.isBoolean()) {
            return Boolean.compare(left.booleanValue(), right.booleanValue());
        }
        if (left.isNull() && right.isNull()) {
            return 0;
        }
        throw PathException.itemType(left.getNodeType().name(), right);
    }
}
