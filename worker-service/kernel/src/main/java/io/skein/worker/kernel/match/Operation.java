package io.skein.worker.kernel.match;

import java.math.BigDecimal;
import java.util.List;

/** What conditions compute of values that are not null. */
@FunctionalInterface
interface Operation {
    Object apply(List<Object> values);

    static Operation of(String name, NumberType type) {
        return switch (name) {
            case "cast" -> values -> type.of(values.getFirst());
            case "text" -> values -> values.getFirst().toString();
            case "$add" -> values -> type.add(values.get(0), values.get(1));
            case "$subtract" -> values -> type.subtract(values.get(0), values.get(1));
            case "$multiply" -> values -> type.multiply(values.get(0), values.get(1));
            case "$divide" -> values -> type.divide(values.get(0), values.get(1));
            case "$modulus" -> values -> type.modulus(values.get(0), values.get(1));
            case "$negate" -> values -> negated(values.getFirst(), type);
            case "abs" -> values -> absolute(values.getFirst(), type);
            case "greatest" -> values -> values.stream().max(Comparisons::order).orElseThrow();
            case "least" -> values -> values.stream().min(Comparisons::order).orElseThrow();
            case "concat" ->
                values ->
                        String.join("", values.stream().map(String.class::cast).toList());
            default -> throw new IllegalArgumentException("Not an operation: " + name);
        };
    }

    private static Object negated(Object value, NumberType type) {
        return switch (value) {
            case Double number -> -number;
            case BigDecimal number -> number.negate();
            default -> type.subtract(0L, value);
        };
    }

    private static Object absolute(Object value, NumberType type) {
        return switch (value) {
            case Double number -> Math.abs(number);
            case BigDecimal number -> number.abs();
            case Long number when number >= 0 -> number;
            default -> type.subtract(0L, value);
        };
    }
}
