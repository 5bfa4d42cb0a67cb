package io.skein.coordinator.function;

import io.skein.coordinator.function.TypePattern.ArrayOf;
import io.skein.coordinator.function.TypePattern.Exact;
import io.skein.coordinator.function.TypePattern.FunctionOf;
import io.skein.coordinator.function.TypePattern.MapOf;
import io.skein.coordinator.function.TypePattern.RowOf;
import io.skein.coordinator.function.TypePattern.Sized;
import io.skein.coordinator.function.TypePattern.Textual;
import io.skein.coordinator.function.TypePattern.Variable;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a signature's text, {@code array_sort(array(e)) -> array(e) | E:orderable}. One letter is a type variable; a length or precision in
 * parentheses that is no number is a size variable; {@code ...} after the last parameter makes it variadic.
 */
final class SignatureParser {
    private static final Map<String, Type> SIMPLE = simpleTypes();

    private final Map<String, String> variables = new LinkedHashMap<>();

    private SignatureParser() {}

    static Signature parse(String text) {
        return new SignatureParser().signature(text);
    }

    private Signature signature(String text) {
        int bar = text.indexOf('|');
        int arrow = text.indexOf(" -> ");
        int open = text.indexOf('(');
        String name = text.substring(0, open).strip();
        String inside = text.substring(open + 1, text.lastIndexOf(')', arrow)).strip();
        boolean variadic = inside.endsWith("...");
        List<TypePattern> parameters = split(variadic ? inside.substring(0, inside.length() - 3) : inside).stream()
                .map(this::pattern)
                .toList();
        TypePattern result =
                pattern(text.substring(arrow + 4, bar < 0 ? text.length() : bar).strip());
        if (bar >= 0) {
            for (String constraint : text.substring(bar + 1).split(",")) {
                String[] parts = constraint.strip().split(":");
                variables.remove(parts[0]);
                variables.put(parts[0], constraint.strip());
            }
        }
        return new Signature(name, parameters, result, List.copyOf(variables.values()), variadic);
    }

    private TypePattern pattern(String text) {
        if (text.length() == 1) {
            String variable = text.toUpperCase(Locale.ROOT);
            variables.putIfAbsent(variable, variable);
            return new Variable(variable, text);
        }
        Type simple = SIMPLE.get(text);
        if (simple != null) {
            return new Exact(simple, text);
        }
        int open = text.indexOf('(');
        if (open < 0) {
            return switch (text) {
                case "row" -> new RowOf(List.of());
                case "any" -> new TypePattern.Anything(text);
                default -> new Textual(text);
            };
        }
        String base = text.substring(0, open);
        List<String> inside = split(text.substring(open + 1, text.lastIndexOf(')')));
        return switch (base) {
            case "qdigest" -> new Exact(new Type.QDigest(simple(inside.getFirst())), text);
            case "array" -> new ArrayOf(pattern(inside.getFirst()), text);
            case "map" -> new MapOf(pattern(inside.getFirst()), pattern(inside.getLast()), text);
            case "row" -> new RowOf(inside.stream().map(this::pattern).toList());
            case "function" ->
                new FunctionOf(
                        inside.subList(0, inside.size() - 1).stream()
                                .map(this::pattern)
                                .toList(),
                        pattern(inside.getLast()));
            default -> sized(base, inside, text);
        };
    }

    private static TypePattern sized(String base, List<String> sizes, String text) {
        boolean zoned = text.endsWith("with time zone");
        if (!Character.isDigit(sizes.getFirst().charAt(0))) {
            return new Sized(zoned ? base + " with time zone" : base, text);
        }
        int size = Integer.parseInt(sizes.getFirst());
        Type type = switch (base) {
            case "varchar" -> Type.Varchar.of(size);
            case "char" -> new Type.Char(size);
            case "time" -> zoned ? new Type.TimeWithTimeZone(size) : new Type.Time(size);
            case "timestamp" -> zoned ? new Type.TimestampWithTimeZone(size) : new Type.Timestamp(size);
            case "decimal" -> new Type.Decimal(size, Integer.parseInt(sizes.getLast()));
            default -> throw new IllegalArgumentException(text);
        };
        return new Exact(type, text);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    private static Type simple(String name) {
        return java.util.Objects.requireNonNull(SIMPLE.get(name));
    }

    private static Map<String, Type> simpleTypes() {
        Map<String, Type> types = new LinkedHashMap<>();
        for (Type.Simple type : Type.Simple.values()) {
            types.put(type.displayName(), type);
        }
        types.put("hyperloglog", Type.Simple.HYPER_LOG_LOG);
        types.put("setdigest", Type.Simple.SET_DIGEST);
        types.put("varchar", Type.Varchar.UNBOUNDED);
        return Map.copyOf(types);
    }
}
