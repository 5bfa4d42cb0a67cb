package io.skein.coordinator.function;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Decimal;
import io.skein.spi.type.Type.Simple;
import io.skein.spi.type.Type.Varchar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which types become which implicitly, and what two types have in common. */
public final class Coercions {
    private static final int MAX_CHAR_LENGTH = 65536;

    private Coercions() {}

    /** Whether a value of the one type stands where the other is asked for. */
    public static boolean canCoerce(Type from, Type to) {
        Compatibility compatibility = compatibility(from, to);
        return compatibility != null && compatibility.coercible();
    }

    /** The type that both become, or empty when there is none. */
    public static Optional<Type> commonSuperType(Type first, Type second) {
        Compatibility compatibility = compatibility(first, second);
        return compatibility == null ? Optional.empty() : Optional.of(compatibility.common());
    }

    /** The type that all become, or empty when there is none; the list is not empty. */
    public static Optional<Type> commonSuperType(List<Type> types) {
        Optional<Type> common = Optional.of(types.getFirst());
        for (Type type : types.subList(1, types.size())) {
            common = common.flatMap(known -> commonSuperType(known, type));
        }
        return common;
    }

    private record Compatibility(Type common, boolean coercible) {}

    private static @Nullable Compatibility compatibility(Type from, Type to) {
        if (from.equals(to) || from == Simple.UNKNOWN) {
            return new Compatibility(to, true);
        }
        if (to == Simple.UNKNOWN) {
            return new Compatibility(from, false);
        }
        if (base(from).equals(base(to))) {
            return sameBase(from, to);
        }
        Optional<Type> raised = toBase(from, base(to));
        if (raised.isPresent()) {
            return compatibility(raised.get(), to);
        }
        Optional<Type> other = toBase(to, base(from));
        if (other.isPresent()) {
            Compatibility compatibility = compatibility(from, other.get());
            return compatibility == null ? null : new Compatibility(compatibility.common(), false);
        }
        return null;
    }

    private static @Nullable Compatibility sameBase(Type from, Type to) {
        return switch (from) {
            case Decimal decimal -> widened(decimals(decimal, (Decimal) to), to);
            case Varchar varchar -> widened(varchars(varchar, (Varchar) to), to);
            case Type.Char text -> widened(new Type.Char(Math.max(text.length(), ((Type.Char) to).length())), to);
            case Type.Time time -> widened(new Type.Time(Math.max(time.precision(), ((Type.Time) to).precision())), to);
            case Type.TimeWithTimeZone time ->
                widened(
                        new Type.TimeWithTimeZone(Math.max(time.precision(), ((Type.TimeWithTimeZone) to).precision())),
                        to);
            case Type.Timestamp timestamp ->
                widened(new Type.Timestamp(Math.max(timestamp.precision(), ((Type.Timestamp) to).precision())), to);
            case Type.TimestampWithTimeZone timestamp ->
                widened(
                        new Type.TimestampWithTimeZone(
                                Math.max(timestamp.precision(), ((Type.TimestampWithTimeZone) to).precision())),
                        to);
            case Type.Array array -> {
                Compatibility element = compatibility(array.element(), ((Type.Array) to).element());
                yield element == null ? null : new Compatibility(new Type.Array(element.common()), element.coercible());
            }
            case Type.MapOf map -> {
                Compatibility key = compatibility(map.key(), ((Type.MapOf) to).key());
                Compatibility value = compatibility(map.value(), ((Type.MapOf) to).value());
                yield key == null || value == null
                        ? null
                        : new Compatibility(
                                new Type.MapOf(key.common(), value.common()), key.coercible() && value.coercible());
            }
            case Type.Row row -> rows(row, (Type.Row) to);
            default -> null;
        };
    }

    private static Compatibility widened(Type common, Type to) {
        return new Compatibility(common, common.equals(to));
    }

    private static Decimal decimals(Decimal first, Decimal second) {
        int scale = Math.max(first.scale(), second.scale());
        int digits = Math.max(first.precision() - first.scale(), second.precision() - second.scale());
        return new Decimal(Math.min(Decimal.MAX_PRECISION, digits + scale), scale);
    }

    private static Varchar varchars(Varchar first, Varchar second) {
        return first.length().isEmpty() || second.length().isEmpty()
                ? Varchar.UNBOUNDED
                : new Varchar(OptionalInt.of(
                        Math.max(first.length().getAsInt(), second.length().getAsInt())));
    }

    private static @Nullable Compatibility rows(Type.Row from, Type.Row to) {
        if (from.fields().size() != to.fields().size()) {
            return null;
        }
        List<Type.Field> fields = new ArrayList<>();
        boolean coercible = true;
        for (int i = 0; i < from.fields().size(); i++) {
            Type.Field first = from.fields().get(i);
            Type.Field second = to.fields().get(i);
            Compatibility compatibility = compatibility(first.type(), second.type());
            if (compatibility == null) {
                return null;
            }
            coercible &= compatibility.coercible();
            fields.add(new Type.Field(
                    first.name().equals(second.name()) ? first.name() : Optional.empty(), compatibility.common()));
        }
        return new Compatibility(new Type.Row(fields), coercible);
    }

    /** The narrowest type of the base that every value of the type becomes. */
    static Optional<Type> toBase(Type type, String base) {
        if (base(type).equals(base)) {
            return Optional.of(type);
        }
        return Optional.ofNullable(
                switch (type) {
                    case Simple simple -> simpleToBase(simple, base);
                    case Decimal _ -> base.equals("real") ? Simple.REAL : base.equals("double") ? Simple.DOUBLE : null;
                    case Type.Time time ->
                        base.equals("time with time zone") ? new Type.TimeWithTimeZone(time.precision()) : null;
                    case Type.Timestamp timestamp ->
                        base.equals("timestamp with time zone")
                                ? new Type.TimestampWithTimeZone(timestamp.precision())
                                : null;
                    case Varchar varchar ->
                        base.equals("char")
                                ? new Type.Char(Math.min(
                                        MAX_CHAR_LENGTH, varchar.length().orElse(MAX_CHAR_LENGTH)))
                                : null;
                    default -> null;
                });
    }

    private static @Nullable Type simpleToBase(Simple type, String base) {
        return switch (type) {
            case UNKNOWN -> unknownToBase(base);
            case TINYINT -> base.equals("smallint") ? Simple.SMALLINT : numberToBase(base, 3, 1);
            case SMALLINT -> numberToBase(base, 5, 1);
            case INTEGER -> numberToBase(base, 10, 2);
            case BIGINT -> numberToBase(base, 19, 3);
            case REAL -> base.equals("double") ? Simple.DOUBLE : null;
            case DATE ->
                switch (base) {
                    case "timestamp" -> new Type.Timestamp(0);
                    case "timestamp with time zone" -> new Type.TimestampWithTimeZone(0);
                    default -> null;
                };
            default -> null;
        };
    }

    private static @Nullable Type numberToBase(String base, int precision, int rank) {
        return switch (base) {
            case "integer" -> rank < 2 ? Simple.INTEGER : null;
            case "bigint" -> rank < 3 ? Simple.BIGINT : null;
            case "real" -> Simple.REAL;
            case "double" -> Simple.DOUBLE;
            case "decimal" -> new Decimal(precision, 0);
            default -> null;
        };
    }

    private static @Nullable Type unknownToBase(String base) {
        return switch (base) {
            case "varchar" -> Varchar.of(0);
            case "char" -> new Type.Char(0);
            case "decimal" -> new Decimal(1, 0);
            case "time" -> new Type.Time(3);
            case "time with time zone" -> new Type.TimeWithTimeZone(3);
            case "timestamp" -> new Type.Timestamp(3);
            case "timestamp with time zone" -> new Type.TimestampWithTimeZone(3);
            default -> null;
        };
    }

    /** The type's name without its parameters. */
    static String base(Type type) {
        return switch (type) {
            case Simple simple -> simple.displayName();
            case Decimal _ -> "decimal";
            case Varchar _ -> "varchar";
            case Type.Char _ -> "char";
            case Type.Time _ -> "time";
            case Type.TimeWithTimeZone _ -> "time with time zone";
            case Type.Timestamp _ -> "timestamp";
            case Type.TimestampWithTimeZone _ -> "timestamp with time zone";
            case Type.Array _ -> "array";
            case Type.MapOf _ -> "map";
            case Type.Row _ -> "row";
            case Type.QDigest _ -> "qdigest";
            case Type.Function _ -> "function";
        };
    }
}
