package io.skein.spi.type;

import java.util.List;
import java.util.OptionalInt;

/**
 * A SQL type as Trino has it. {@link #displayName()} is the exact text Trino shows ({@code decimal(12,2)}, {@code row(a bigint,b varchar)}),
 * which is also the wire form; {@link TypeParser} reads it back. How a type looks in Arrow is {@link ArrowTypes}'s matter.
 */
public sealed interface Type {
    String displayName();

    /** Whether {@code <, >, ORDER BY} are defined. */
    default boolean orderable() {
        return true;
    }

    /** Whether {@code =, GROUP BY, DISTINCT} are defined. */
    default boolean comparable() {
        return true;
    }

    /** The scalar types without parameters. */
    enum Simple implements Type {
        BOOLEAN("boolean"),
        TINYINT("tinyint"),
        SMALLINT("smallint"),
        INTEGER("integer"),
        BIGINT("bigint"),
        REAL("real"),
        DOUBLE("double"),
        VARBINARY("varbinary"),
        DATE("date"),
        INTERVAL_YEAR_MONTH("interval year to month"),
        INTERVAL_DAY_SECOND("interval day to second"),
        JSON("json") {
            @Override
            public boolean orderable() {
                return false;
            }
        },
        UUID("uuid"),
        IPADDRESS("ipaddress"),
        /** The type of a bare NULL. */
        UNKNOWN("unknown"),
        HYPER_LOG_LOG("HyperLogLog", true),
        P4_HYPER_LOG_LOG("P4HyperLogLog", true),
        TDIGEST("tdigest", true),
        SET_DIGEST("SetDigest", true);

        private final String displayName;
        private final boolean opaque;

        Simple(String displayName) {
            this(displayName, false);
        }

        Simple(String displayName, boolean opaque) {
            this.displayName = displayName;
            this.opaque = opaque;
        }

        @Override
        public boolean orderable() {
            return !opaque;
        }

        @Override
        public boolean comparable() {
            return !opaque;
        }

        @Override
        public String displayName() {
            return displayName;
        }

        @Override
        public String toString() {
            return displayName;
        }
    }

    /** decimal(precision, scale), precision 1 to 38. */
    record Decimal(int precision, int scale) implements Type {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("Invalid decimal type: decimal(%d,%d)".formatted(precision, scale));
            }
        }

        @Override
        public String displayName() {
            return "decimal(" + precision + "," + scale + ")";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** varchar(length); empty length is the unbounded varchar. Length counts code points. */
    record Varchar(OptionalInt length) implements Type {
        public static final Varchar UNBOUNDED = new Varchar(OptionalInt.empty());

        public static Varchar of(int length) {
            return new Varchar(OptionalInt.of(length));
        }

        @Override
        public String displayName() {
            return length.isPresent() ? "varchar(" + length.getAsInt() + ")" : "varchar";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** char(length): fixed width, padded with spaces; values are held without their trailing spaces. */
    record Char(int length) implements Type {
        @Override
        public String displayName() {
            return "char(" + length + ")";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** time(precision), precision 0 to 12 digits of a second. */
    record Time(int precision) implements Type {
        @Override
        public String displayName() {
            return "time(" + precision + ")";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    record TimeWithTimeZone(int precision) implements Type {
        @Override
        public String displayName() {
            return "time(" + precision + ") with time zone";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    record Timestamp(int precision) implements Type {
        @Override
        public String displayName() {
            return "timestamp(" + precision + ")";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** timestamp(precision) with time zone; the zone is a part of the value, comparison looks at the instant alone. */
    record TimestampWithTimeZone(int precision) implements Type {
        @Override
        public String displayName() {
            return "timestamp(" + precision + ") with time zone";
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** qdigest(element): the quantiles of values of a type, as an opaque value. */
    record QDigest(Type element) implements Type {
        @Override
        public String displayName() {
            return "qdigest(" + element.displayName() + ")";
        }

        @Override
        public boolean orderable() {
            return false;
        }

        @Override
        public boolean comparable() {
            return false;
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    record Array(Type element) implements Type {
        @Override
        public String displayName() {
            return "array(" + element.displayName() + ")";
        }

        @Override
        public boolean orderable() {
            return element.orderable();
        }

        @Override
        public boolean comparable() {
            return element.comparable();
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    record MapOf(Type key, Type value) implements Type {
        @Override
        public String displayName() {
            return "map(" + key.displayName() + ", " + value.displayName() + ")";
        }

        @Override
        public boolean orderable() {
            return false;
        }

        @Override
        public boolean comparable() {
            return value.comparable();
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /** row(name type, ...); a field may have no name. */
    record Row(List<Field> fields) implements Type {
        public Row {
            fields = List.copyOf(fields);
        }

        @Override
        public String displayName() {
            StringBuilder text = new StringBuilder("row(");
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                text.append(i == 0 ? "" : ", ");
                field.name().ifPresent(name -> text.append(quoted(name)).append(' '));
                text.append(field.type().displayName());
            }
            return text.append(')').toString();
        }

        @Override
        public boolean orderable() {
            return fields.stream().allMatch(field -> field.type().orderable());
        }

        @Override
        public boolean comparable() {
            return fields.stream().allMatch(field -> field.type().comparable());
        }

        @Override
        public String toString() {
            return displayName();
        }

        private static String quoted(String name) {
            return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
        }
    }

    /** One field of a row type. */
    record Field(java.util.Optional<String> name, Type type) {}

    /** The type of a lambda argument while signatures are resolved; never the type of a column. */
    record Function(List<Type> arguments, Type result) implements Type {
        public Function {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String displayName() {
            StringBuilder text = new StringBuilder("function(");
            arguments.forEach(argument -> text.append(argument.displayName()).append(','));
            return text.append(result.displayName()).append(')').toString();
        }

        @Override
        public boolean orderable() {
            return false;
        }

        @Override
        public boolean comparable() {
            return false;
        }

        @Override
        public String toString() {
            return displayName();
        }
    }
}
