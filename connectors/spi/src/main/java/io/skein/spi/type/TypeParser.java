package io.skein.spi.type;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a type's text: {@link Type#displayName()} and what Trino accepts besides, in any case. Names of row fields keep their case. */
public final class TypeParser {
    private static final int MAX_PRECISION = 12;
    private static final int MAX_CHAR_LENGTH = 65_536;
    private static final int MAX_VARCHAR_LENGTH = Integer.MAX_VALUE - 1;

    private final TypeTokens tokens;

    private TypeParser(TypeTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads the text.
     *
     * @throws SkeinException TYPE_NOT_FOUND when there is no such type
     */
    public static Type parse(String text) {
        try {
            TypeParser parser = new TypeParser(TypeTokens.of(text));
            Type type = parser.type();
            if (parser.tokens.peek().isEmpty()) {
                return type;
            }
        } catch (IllegalArgumentException e) {
            throw new SkeinException(StandardErrorCode.TYPE_NOT_FOUND, "Unknown type: " + text, e);
        }
        throw new SkeinException(StandardErrorCode.TYPE_NOT_FOUND, "Unknown type: " + text);
    }

    private Type type() {
        String name = tokens.take().toLowerCase(Locale.ENGLISH);
        return switch (name) {
            case "int" -> Type.Simple.INTEGER;
            case "double" -> {
                tokens.takeIf("precision");
                yield Type.Simple.DOUBLE;
            }
            case "interval" -> interval();
            case "decimal", "dec", "numeric" -> decimal();
            case "varchar" -> varchar();
            case "char", "character" -> new Type.Char(parameter(1, 0, MAX_CHAR_LENGTH));
            case "time" -> time();
            case "timestamp" -> timestamp();
            case "array" -> array();
            case "qdigest" -> quantiles();
            case "map" -> map();
            case "row" -> row();
            case "function" -> function();
            default -> simple(name);
        };
    }

    private static Type simple(String name) {
        for (Type.Simple simple : Type.Simple.values()) {
            if (simple.displayName().equalsIgnoreCase(name)) {
                return simple;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private Type interval() {
        if (tokens.takeIf("year", "to", "month")) {
            return Type.Simple.INTERVAL_YEAR_MONTH;
        }
        if (tokens.takeIf("day", "to", "second")) {
            return Type.Simple.INTERVAL_DAY_SECOND;
        }
        throw new IllegalArgumentException("interval");
    }

    private Type decimal() {
        if (!tokens.takeIf("(")) {
            return new Type.Decimal(Type.Decimal.MAX_PRECISION, 0);
        }
        int precision = tokens.number();
        int scale = tokens.takeIf(",") ? tokens.number() : 0;
        tokens.expect(")");
        return new Type.Decimal(precision, scale);
    }

    private Type varchar() {
        return tokens.peek().equals("(")
                ? Type.Varchar.of(parameter(0, 0, MAX_VARCHAR_LENGTH))
                : Type.Varchar.UNBOUNDED;
    }

    private Type time() {
        int precision = parameter(3, 0, MAX_PRECISION);
        return zoned() ? new Type.TimeWithTimeZone(precision) : new Type.Time(precision);
    }

    private Type timestamp() {
        int precision = parameter(3, 0, MAX_PRECISION);
        return zoned() ? new Type.TimestampWithTimeZone(precision) : new Type.Timestamp(precision);
    }

    private boolean zoned() {
        if (tokens.takeIf("with", "time", "zone")) {
            return true;
        }
        tokens.takeIf("without", "time", "zone");
        return false;
    }

    private int parameter(int absent, int lowest, int highest) {
        if (!tokens.takeIf("(")) {
            return absent;
        }
        int value = tokens.number();
        tokens.expect(")");
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException("out of range: " + value);
        }
        return value;
    }

    private Type array() {
        boolean angle = opening();
        Type element = type();
        tokens.expect(angle ? ">" : ")");
        return new Type.Array(element);
    }

    private Type quantiles() {
        tokens.expect("(");
        Type element = type();
        tokens.expect(")");
        return new Type.QDigest(element);
    }

    private Type map() {
        boolean angle = opening();
        Type key = type();
        tokens.expect(",");
        Type value = type();
        tokens.expect(angle ? ">" : ")");
        return new Type.MapOf(key, value);
    }

    private boolean opening() {
        if (tokens.takeIf("<")) {
            return true;
        }
        tokens.expect("(");
        return false;
    }

    private Type row() {
        tokens.expect("(");
        List<Type.Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return new Type.Row(fields);
    }

    /** A field without a name is tried first: {@code date} is a type and may be a name, {@code date date} is both. */
    private Type.Field field() {
        int start = tokens.position();
        try {
            Type type = type();
            if (tokens.peek().equals(",") || tokens.peek().equals(")")) {
                return new Type.Field(Optional.empty(), type);
            }
        } catch (IllegalArgumentException _) {
            // It begins with a name.
        }
        tokens.moveTo(start);
        String name = tokens.take();
        return new Type.Field(Optional.of(name.startsWith("\"") ? name.substring(1) : name), type());
    }

    private Type function() {
        tokens.expect("(");
        List<Type> types = new ArrayList<>();
        do {
            types.add(type());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return new Type.Function(types.subList(0, types.size() - 1), types.getLast());
    }
}
