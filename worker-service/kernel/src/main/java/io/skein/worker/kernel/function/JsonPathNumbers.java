package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.skein.worker.kernel.function.SqlJsonPath.PathException;
import io.trino.sql.jsonpath.tree.ArithmeticBinary.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Arithmetic of JSON paths, by SQL's rules: whole numbers stay whole, a double makes the result a double. */
final class JsonPathNumbers {
    private JsonPathNumbers() {}

    static JsonNode whole(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    static JsonNode apply(Operator operator, JsonNode left, JsonNode right) {
        try {
            if (real(left) || real(right)) {
                return DoubleNode.valueOf(real(operator, left.doubleValue(), right.doubleValue()));
            }
            if (left.isIntegralNumber() && right.isIntegralNumber()) {
                return whole(operator, left, right);
            }
            return DecimalNode.valueOf(decimal(operator, left.decimalValue(), right.decimalValue()));
        } catch (ArithmeticException e) {
            throw new PathException(
                    right.decimalValue().signum() == 0 ? "Division by zero" : String.valueOf(e.getMessage()));
        }
    }

    private static boolean real(JsonNode number) {
        return number.isDouble() || number.isFloat();
    }

    private static double real(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULUS -> left % right;
        };
    }

    private static JsonNode whole(Operator operator, JsonNode left, JsonNode right) {
        BigInteger a = left.bigIntegerValue();
        BigInteger b = right.bigIntegerValue();
        BigInteger result = switch (operator) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(b);
            case MODULUS -> a.remainder(b);
        };
        return left.isInt() && right.isInt()
                ? IntNode.valueOf(result.intValueExact())
                : LongNode.valueOf(result.longValueExact());
    }

    private static BigDecimal decimal(Operator operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            case DIVIDE -> left.divide(right, Math.max(left.scale(), right.scale()), RoundingMode.HALF_UP);
            case MODULUS -> left.remainder(right);
        };
    }

    static int compare(JsonNode left, JsonNode right) {
        return real(left) || real(right)
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : left.decimalValue().compareTo(right.decimalValue());
    }

    static JsonNode absolute(JsonNode number) {
        return compare(number, IntNode.valueOf(0)) < 0 ? negated(number) : number;
    }

    static JsonNode negated(JsonNode number) {
        return switch (number) {
            case IntNode _ -> IntNode.valueOf(-number.intValue());
            case LongNode _ -> LongNode.valueOf(-number.longValue());
            case BigIntegerNode _ -> narrowed(number.bigIntegerValue().negate());
            case DecimalNode _ -> DecimalNode.valueOf(number.decimalValue().negate());
            default -> DoubleNode.valueOf(-number.doubleValue());
        };
    }

    private static JsonNode narrowed(BigInteger value) {
        return value.bitLength() < Long.SIZE ? whole(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    static JsonNode ceiling(JsonNode number) {
        return rounded(number, RoundingMode.CEILING);
    }

    static JsonNode floor(JsonNode number) {
        return rounded(number, RoundingMode.FLOOR);
    }

    private static JsonNode rounded(JsonNode number, RoundingMode mode) {
        if (number.isIntegralNumber()) {
            return number;
        }
        if (number instanceof DecimalNode) {
            return DecimalNode.valueOf(number.decimalValue().setScale(0, mode));
        }
        double value = number.doubleValue();
        return DoubleNode.valueOf(mode == RoundingMode.FLOOR ? Math.floor(value) : Math.ceil(value));
    }

    static JsonNode floating(JsonNode item) {
        if (item.isNumber()) {
            return DoubleNode.valueOf(item.doubleValue());
        }
        if (!item.isTextual()) {
            throw PathException.itemType("NUMBER or TEXT", item);
        }
        try {
            return DoubleNode.valueOf(Double.parseDouble(item.textValue().strip()));
        } catch (NumberFormatException e) {
            throw new PathException("Cannot cast '" + item.textValue() + "' to DOUBLE");
        }
    }
}
