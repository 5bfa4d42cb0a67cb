package io.skein.coordinator.kernelsql;

import static io.skein.coordinator.kernelsql.KernelText.cast;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;

/** CAST as kernel SQL, by source and target type. Pairs that Trino refuses never get here. */
final class CastWriter {
    private static final int SHORT_PRECISION = 18;

    private final TextCasts text;
    private final TemporalCasts temporal;
    private final JsonCasts json;

    /** {@code sessionZone} is the zone that values without one are taken to be in. */
    CastWriter(String sessionZone) {
        this.text = new TextCasts();
        this.temporal = new TemporalCasts(sessionZone);
        this.json = new JsonCasts(this);
    }

    String write(String sql, Type from, Type to) {
        if (from.equals(to) || KernelTypes.sql(from).equals(KernelTypes.sql(to)) && sameValues(from, to)) {
            return sql;
        }
        if (from == Simple.UNKNOWN) {
            return "NULL::" + KernelTypes.sql(to);
        }
        if (to == Simple.JSON) {
            return json.toJson(sql, from);
        }
        if (from == Simple.JSON) {
            return json.fromJson(sql, to);
        }
        return switch (to) {
            case Simple simple -> toSimple(sql, from, simple);
            case Type.Decimal decimal -> toDecimal(sql, from, decimal);
            case Type.Varchar varchar -> text.toVarchar(sql, from, varchar);
            case Type.Char target -> text.toChar(sql, from, target);
            case Type.Time _, Type.TimeWithTimeZone _, Type.Timestamp _, Type.TimestampWithTimeZone _ ->
                temporal.write(sql, from, to);
            case Type.Array array -> array(sql, ((Type.Array) from).element(), array);
            case Type.MapOf map -> map(sql, (Type.MapOf) from, map);
            case Type.Row row -> row(sql, (Type.Row) from, row);
            case Type.QDigest _ -> sql;
            case Type.Function _ -> throw new IllegalArgumentException("Not the type of a value: " + to);
        };
    }

    /** Whether every value of the one type is the same kernel value of the other. */
    private static boolean sameValues(Type from, Type to) {
        return switch (to) {
            case Type.Varchar target ->
                from instanceof Type.Varchar source
                        && (target.length().isEmpty()
                                || source.length().isPresent()
                                        && source.length().getAsInt()
                                                <= target.length().getAsInt());
            case Type.Char target -> from instanceof Type.Char source && source.length() <= target.length();
            case Type.Timestamp target ->
                from instanceof Type.Timestamp source
                        && source.precision() <= target.precision()
                        && KernelTypes.sql(source).equals("VARCHAR")
                                == KernelTypes.sql(target).equals("VARCHAR");
            case Type.Time target ->
                from instanceof Type.Time source
                        && source.precision() <= target.precision()
                        && KernelTypes.sql(source).equals("VARCHAR")
                                == KernelTypes.sql(target).equals("VARCHAR");
            case Type.TimestampWithTimeZone target ->
                from instanceof Type.TimestampWithTimeZone source && source.precision() <= target.precision();
            case Type.TimeWithTimeZone target ->
                from instanceof Type.TimeWithTimeZone source && source.precision() <= target.precision();
            case Type.Array target -> from instanceof Type.Array source && same(source.element(), target.element());
            case Type.MapOf target ->
                from instanceof Type.MapOf source
                        && same(source.key(), target.key())
                        && same(source.value(), target.value());
            case Type.Row target -> from instanceof Type.Row source && sameFields(source, target);
            default -> false;
        };
    }

    private static boolean same(Type from, Type to) {
        return from.equals(to) || sameValues(from, to);
    }

    private static boolean sameFields(Type.Row from, Type.Row to) {
        for (int i = 0; i < from.fields().size(); i++) {
            if (!same(from.fields().get(i).type(), to.fields().get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private String toSimple(String sql, Type from, Simple to) {
        boolean textual = from instanceof Type.Varchar || from instanceof Type.Char;
        return switch (to) {
            case BOOLEAN -> textual ? "skein_varchar_to_boolean(" + sql + ")" : "(" + sql + " <> 0)";
            case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(sql, from, to);
            case REAL -> toReal(sql, from);
            case DOUBLE -> textual ? "skein_varchar_to_double(" + sql + ")" : cast(sql, to);
            case DATE -> textual ? "skein_varchar_to_date(" + sql + ")" : temporal.write(sql, from, to);
            case VARBINARY -> toVarbinary(sql, from);
            case UUID ->
                from == Simple.VARBINARY
                        ? "skein_varbinary_to_uuid(hex(" + sql + "))"
                        : "skein_varchar_to_uuid(" + sql + ")";
            case IPADDRESS ->
                from == Simple.VARBINARY
                        ? "skein_varbinary_to_ipaddress(hex(" + sql + "))"
                        : "skein_varchar_to_ipaddress(" + sql + ")";
            default -> cast(sql, to);
        };
    }

    private static String toReal(String sql, Type from) {
        return switch (from) {
            case Type.Varchar _, Type.Char _ -> "skein_varchar_to_real(" + sql + ")";
            case Simple simple when simple == Simple.DOUBLE -> "skein_double_to_real(" + sql + ")";
            default -> cast(sql, Simple.REAL);
        };
    }

    private static String toInteger(String sql, Type from, Simple to) {
        return switch (from) {
            case Type.Varchar _ -> "skein_varchar_to_" + to.displayName() + "(" + sql + ")";
            case Simple simple
            when simple == Simple.DOUBLE || simple == Simple.REAL ->
                "skein_%s_to_%s(%s)".formatted(simple.displayName(), to.displayName(), sql);
            case Type.Decimal decimal -> decimalToInteger(sql, decimal, to);
            default -> cast(sql, to);
        };
    }

    /** An error shows a long decimal as it was, a short one rounded. */
    private static String decimalToInteger(String sql, Type.Decimal from, Simple to) {
        String rounded = from.scale() == 0 ? sql : "round(" + sql + ")";
        String shown = from.precision() > SHORT_PRECISION ? sql : rounded;
        return "skein_decimal_to_%s(%s, %s)".formatted(to.displayName(), rounded, shown);
    }

    private static String toVarbinary(String sql, Type from) {
        return switch (from) {
            case Simple simple when simple == Simple.UUID -> "unhex(replace(" + sql + ", '-', ''))";
            case Simple simple when simple == Simple.IPADDRESS -> "unhex(skein_ipaddress_to_hex(" + sql + "))";
            case Type.QDigest _ -> sql;
            case Simple simple when !simple.comparable() -> sql;
            default -> "encode(" + sql + ")";
        };
    }

    private static String toDecimal(String sql, Type from, Type.Decimal to) {
        return switch (from) {
            case Type.Varchar _ ->
                cast("skein_varchar_to_decimal(%s, %d, %d)".formatted(sql, to.precision(), to.scale()), to);
            case Simple simple
            when simple == Simple.DOUBLE || simple == Simple.REAL ->
                cast(
                        "skein_%s_to_decimal(%s, %d, %d)"
                                .formatted(simple.displayName(), sql, to.precision(), to.scale()),
                        to);
            case Simple simple when simple == Simple.BOOLEAN -> cast(cast(sql, Simple.INTEGER), to);
            case Simple simple when digits(simple) <= to.precision() - to.scale() -> cast(sql, to);
            case Type.Decimal decimal
            when decimal.precision() - decimal.scale()
                    < to.precision() - to.scale() + (decimal.scale() > to.scale() ? 0 : 1) -> cast(sql, to);
            default -> checkedDecimal(sql, from, to);
        };
    }

    private static int digits(Simple type) {
        return switch (type) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
    }

    private static String checkedDecimal(String sql, Type from, Type.Decimal to) {
        String source = from instanceof Type.Decimal decimal
                ? "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")"
                : from.displayName().toUpperCase(java.util.Locale.ROOT);
        return "skein_checked(%s, TRY_CAST(%s AS %s), '%s', 'DECIMAL(%d, %d)')"
                .formatted(sql, sql, KernelTypes.sql(to), source, to.precision(), to.scale());
    }

    private String array(String sql, Type from, Type.Array to) {
        return "list_transform(" + sql + ", lambda __c: " + write("__c", from, to.element()) + ")::"
                + KernelTypes.sql(to);
    }

    private String map(String sql, Type.MapOf from, Type.MapOf to) {
        return "skein_map(list_transform(map_keys(%s), lambda __c: %s), list_transform(map_values(%s), lambda __c: %s))"
                .formatted(sql, write("__c", from.key(), to.key()), sql, write("__c", from.value(), to.value()));
    }

    private String row(String sql, Type.Row from, Type.Row to) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < to.fields().size(); i++) {
            String field = "struct_extract(" + sql + ", 'f" + i + "')";
            fields.add("f" + i + " := "
                    + write(
                            field,
                            from.fields().get(i).type(),
                            to.fields().get(i).type()));
        }
        return "(CASE WHEN " + sql + " IS NOT NULL THEN struct_pack(" + String.join(", ", fields) + ") END)";
    }
}
