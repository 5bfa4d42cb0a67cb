package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.function.SqlJsonPath.PathException;
import io.trino.sql.jsonpath.tree.AbsMethod;
import io.trino.sql.jsonpath.tree.ArithmeticBinary;
import io.trino.sql.jsonpath.tree.ArithmeticUnary;
import io.trino.sql.jsonpath.tree.ArrayAccessor;
import io.trino.sql.jsonpath.tree.CeilingMethod;
import io.trino.sql.jsonpath.tree.ContextVariable;
import io.trino.sql.jsonpath.tree.DescendantMemberAccessor;
import io.trino.sql.jsonpath.tree.DoubleMethod;
import io.trino.sql.jsonpath.tree.Filter;
import io.trino.sql.jsonpath.tree.FloorMethod;
import io.trino.sql.jsonpath.tree.JsonNullLiteral;
import io.trino.sql.jsonpath.tree.JsonPathTreeVisitor;
import io.trino.sql.jsonpath.tree.KeyValueMethod;
import io.trino.sql.jsonpath.tree.LastIndexVariable;
import io.trino.sql.jsonpath.tree.MemberAccessor;
import io.trino.sql.jsonpath.tree.NamedVariable;
import io.trino.sql.jsonpath.tree.PathNode;
import io.trino.sql.jsonpath.tree.PredicateCurrentItemVariable;
import io.trino.sql.jsonpath.tree.SizeMethod;
import io.trino.sql.jsonpath.tree.SqlValueLiteral;
import io.trino.sql.jsonpath.tree.TypeMethod;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.StringLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Evaluates a path, each step from a sequence of items to the next. In lax mode arrays are unwrapped and single items wrapped where a step wants it. */
final class JsonPathSteps extends JsonPathTreeVisitor<List<JsonNode>, JsonPathPlace> {
    private final boolean lax;
    private final JsonNode input;
    private final Map<String, JsonNode> parameters;
    private final JsonPathTests tests;
    private int objects;

    JsonPathSteps(boolean lax, JsonNode input, Map<String, JsonNode> parameters) {
        this.lax = lax;
        this.input = input;
        this.parameters = parameters;
        this.tests = new JsonPathTests(this);
    }

    /** The items of a path within a condition, arrays unwrapped in lax mode. */
    List<JsonNode> operand(PathNode path, JsonPathPlace place) {
        return unwrapped(process(path, place));
    }

    boolean lax() {
        return lax;
    }

    @Override
    protected List<JsonNode> visitPathNode(PathNode node, JsonPathPlace place) {
        throw new PathException(node.getClass().getSimpleName() + " is not supported in a JSON path");
    }

    @Override
    protected List<JsonNode> visitContextVariable(ContextVariable node, JsonPathPlace place) {
        return List.of(input);
    }

    @Override
    protected List<JsonNode> visitPredicateCurrentItemVariable(PredicateCurrentItemVariable node, JsonPathPlace place) {
        return place.current() == null ? List.of() : List.of(place.current());
    }

    @Override
    protected List<JsonNode> visitLastIndexVariable(LastIndexVariable node, JsonPathPlace place) {
        return List.of(IntNode.valueOf(place.last()));
    }

    @Override
    protected List<JsonNode> visitNamedVariable(NamedVariable node, JsonPathPlace place) {
        JsonNode value = parameters.get(node.getName());
        if (value == null) {
            boolean similar = parameters.keySet().stream().anyMatch(node.getName()::equalsIgnoreCase);
            throw Failures.failure(
                    StandardErrorCode.INVALID_PATH,
                    "no value passed for parameter " + node.getName()
                            + (similar
                                    ? ". Try quoting \"" + node.getName() + "\" in the PASSING clause to match case"
                                    : ""));
        }
        return List.of(value);
    }

    @Override
    protected List<JsonNode> visitJsonNullLiteral(JsonNullLiteral node, JsonPathPlace place) {
        return List.of(NullNode.getInstance());
    }

    @Override
    protected List<JsonNode> visitSqlValueLiteral(SqlValueLiteral node, JsonPathPlace place) {
        return List.of(literal(node.getValue()));
    }

    private static JsonNode literal(Literal literal) {
        return switch (literal) {
            case StringLiteral text -> TextNode.valueOf(text.getValue());
            case BooleanLiteral truth -> BooleanNode.valueOf(truth.getValue());
            case DoubleLiteral number -> DoubleNode.valueOf(number.getValue());
            case DecimalLiteral number -> DecimalNode.valueOf(new BigDecimal(number.getValue()));
            case LongLiteral number -> JsonPathNumbers.whole(number.getParsedValue());
            default -> throw new PathException("unexpected literal " + literal);
        };
    }

    @Override
    protected List<JsonNode> visitMemberAccessor(MemberAccessor node, JsonPathPlace place) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : operand(node.getBase(), place)) {
            if (!item.isObject()) {
                if (!lax) {
                    throw PathException.itemType("OBJECT", item);
                }
            } else if (node.getKey().isEmpty()) {
                item.elements().forEachRemaining(found::add);
            } else if (item.has(node.getKey().get())) {
                found.add(item.get(node.getKey().get()));
            } else if (!lax) {
                throw PathException.structural(
                        "missing member '" + node.getKey().get() + "' in JSON object");
            }
        }
        return found;
    }

    @Override
    protected List<JsonNode> visitDescendantMemberAccessor(DescendantMemberAccessor node, JsonPathPlace place) {
        List<JsonNode> found = new ArrayList<>();
        process(node.getBase(), place).forEach(item -> collect(item, node.getKey(), found));
        return found;
    }

    private static void collect(JsonNode item, String name, List<JsonNode> found) {
        if (item.isObject() && item.has(name)) {
            found.add(item.get(name));
        }
        item.elements().forEachRemaining(child -> collect(child, name, found));
    }

    @Override
    protected List<JsonNode> visitArrayAccessor(ArrayAccessor node, JsonPathPlace place) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : process(node.getBase(), place)) {
            if (!item.isArray() && !lax) {
                throw PathException.itemType("ARRAY", item);
            }
            JsonNode array = item.isArray()
                    ? item
                    : JsonFunctions.MAPPER.createArrayNode().add(item);
            if (node.getSubscripts().isEmpty()) {
                array.elements().forEachRemaining(found::add);
            }
            for (ArrayAccessor.Subscript subscript : node.getSubscripts()) {
                select(array, subscript, place.within(array), found);
            }
        }
        return found;
    }

    private void select(JsonNode array, ArrayAccessor.Subscript subscript, JsonPathPlace place, List<JsonNode> found) {
        long from = index(subscript.getFrom(), place);
        long to = subscript.getTo().isPresent() ? index(subscript.getTo().get(), place) : from;
        if (!lax && (from < 0 || from > to || to >= array.size())) {
            throw PathException.structural(
                    array.isEmpty()
                            ? "invalid array subscript for empty array"
                            : "invalid array subscript: [%d, %d] for array of size %d"
                                    .formatted(from, to, array.size()));
        }
        for (long i = Math.max(from, 0); i <= Math.min(to, array.size() - 1L); i++) {
            found.add(array.get((int) i));
        }
    }

    private long index(PathNode path, JsonPathPlace place) {
        List<JsonNode> items = process(path, place);
        if (items.size() != 1) {
            throw new PathException("array subscript 'from' value must be singleton numeric");
        }
        JsonNode item = items.getFirst();
        if (!item.isNumber()) {
            throw PathException.itemType("NUMBER", item);
        }
        return item.decimalValue().longValue();
    }

    @Override
    protected List<JsonNode> visitFilter(Filter node, JsonPathPlace place) {
        return operand(node.getBase(), place).stream()
                .filter(item -> Boolean.TRUE.equals(tests.process(node.getPredicate(), place.at(item))))
                .toList();
    }

    @Override
    protected List<JsonNode> visitArithmeticBinary(ArithmeticBinary node, JsonPathPlace place) {
        List<JsonNode> left = operand(node.getLeft(), place);
        List<JsonNode> right = operand(node.getRight(), place);
        if (left.size() != 1 || right.size() != 1) {
            throw new PathException("arithmetic binary expression requires singleton operands");
        }
        return List.of(JsonPathNumbers.apply(node.getOperator(), number(left.getFirst()), number(right.getFirst())));
    }

    @Override
    protected List<JsonNode> visitArithmeticUnary(ArithmeticUnary node, JsonPathPlace place) {
        boolean minus = node.getSign() == ArithmeticUnary.Sign.MINUS;
        return numbers(node.getBase(), place, number -> minus ? JsonPathNumbers.negated(number) : number);
    }

    @Override
    protected List<JsonNode> visitAbsMethod(AbsMethod node, JsonPathPlace place) {
        return numbers(node.getBase(), place, JsonPathNumbers::absolute);
    }

    @Override
    protected List<JsonNode> visitCeilingMethod(CeilingMethod node, JsonPathPlace place) {
        return numbers(node.getBase(), place, JsonPathNumbers::ceiling);
    }

    @Override
    protected List<JsonNode> visitFloorMethod(FloorMethod node, JsonPathPlace place) {
        return numbers(node.getBase(), place, JsonPathNumbers::floor);
    }

    private List<JsonNode> numbers(PathNode base, JsonPathPlace place, Function<JsonNode, JsonNode> step) {
        return operand(base, place).stream()
                .map(item -> step.apply(number(item)))
                .toList();
    }

    private static JsonNode number(JsonNode item) {
        if (!item.isNumber()) {
            throw PathException.itemType("NUMBER", item);
        }
        return item;
    }

    @Override
    protected List<JsonNode> visitDoubleMethod(DoubleMethod node, JsonPathPlace place) {
        return operand(node.getBase(), place).stream()
                .map(JsonPathNumbers::floating)
                .toList();
    }

    @Override
    protected List<JsonNode> visitKeyValueMethod(KeyValueMethod node, JsonPathPlace place) {
        List<JsonNode> pairs = new ArrayList<>();
        for (JsonNode item : operand(node.getBase(), place)) {
            if (!item.isObject()) {
                throw PathException.itemType("OBJECT", item);
            }
            int id = objects++;
            item.properties().forEach(field -> {
                ObjectNode pair = JsonFunctions.MAPPER.createObjectNode();
                pair.put("name", field.getKey()).set("value", field.getValue());
                pairs.add(pair.put("id", id));
            });
        }
        return pairs;
    }

    @Override
    protected List<JsonNode> visitSizeMethod(SizeMethod node, JsonPathPlace place) {
        List<JsonNode> sizes = new ArrayList<>();
        for (JsonNode item : process(node.getBase(), place)) {
            if (!item.isArray() && !lax) {
                throw PathException.itemType("ARRAY", item);
            }
            sizes.add(LongNode.valueOf(item.isArray() ? item.size() : 1));
        }
        return sizes;
    }

    @Override
    protected List<JsonNode> visitTypeMethod(TypeMethod node, JsonPathPlace place) {
        return process(node.getBase(), place).stream()
                .<JsonNode>map(item -> TextNode.valueOf(typeName(item)))
                .toList();
    }

    private static String typeName(JsonNode item) {
        return switch (item.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case STRING -> "string";
            default -> "null";
        };
    }

    private List<JsonNode> unwrapped(List<JsonNode> items) {
        if (!lax || items.stream().noneMatch(JsonNode::isArray)) {
            return items;
        }
        List<JsonNode> unwrapped = new ArrayList<>();
        for (JsonNode item : items) {
            if (item.isArray()) {
                item.elements().forEachRemaining(unwrapped::add);
            } else {
                unwrapped.add(item);
            }
        }
        return unwrapped;
    }
}
