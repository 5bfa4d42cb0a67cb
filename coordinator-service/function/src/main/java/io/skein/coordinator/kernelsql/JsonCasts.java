package io.skein.coordinator.kernelsql;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;

/** Casts to and from json, whose kernel form is canonical JSON text. */
final class JsonCasts {
    private final CastWriter casts;

    JsonCasts(CastWriter casts) {
        this.casts = casts;
    }

    String toJson(String sql, Type from) {
        return switch (from) {
            case Simple simple ->
                switch (simple) {
                    case JSON -> sql;
                    case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> "CAST(" + sql + " AS VARCHAR)";
                    case DOUBLE, REAL -> "skein_" + simple.displayName() + "_to_json(" + sql + ")";
                    default -> "skein_json_quote(" + TextCasts.text(sql, from) + ")";
                };
            case Type.Decimal _ -> "CAST(" + sql + " AS VARCHAR)";
            case Type.Varchar _ -> "skein_json_quote(" + sql + ")";
            case Type.Array array ->
                "('[' || array_to_string(list_transform(%s, lambda __j: coalesce(%s, 'null')), ',') || ']')"
                        .formatted(sql, toJson("__j", array.element()));
            case Type.MapOf map ->
                "skein_json_object(list_transform(map_keys(%s), lambda __j: skein_json_quote(%s)), list_transform(map_values(%s), lambda __j: coalesce(%s, 'null')))"
                        .formatted(
                                sql,
                                map.key() == Simple.DOUBLE
                                        ? "skein_java_double(__j)"
                                        : TextCasts.text("__j", map.key()),
                                sql,
                                toJson("__j", map.value()));
            case Type.Row row -> rowToJson(sql, row);
            default -> "skein_json_quote(" + TextCasts.text(sql, from) + ")";
        };
    }

    private String rowToJson(String sql, Type.Row row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Type.Field field = row.fields().get(i);
            String value =
                    "coalesce(" + toJson("struct_extract(" + sql + ", 'f" + i + "')", field.type()) + ", 'null')";
            String name = field.name().orElse("").replace("\\", "\\\\").replace("\"", "\\\"");
            fields.add(KernelText.string((i == 0 ? "\"" : ",\"") + name + "\":") + " || " + value);
        }
        return "(CASE WHEN " + sql + " IS NOT NULL THEN '{' || " + String.join(" || ", fields) + " || '}' END)";
    }

    /** The parts of a structure are checked all at once, before any of them is converted. */
    String fromJson(String sql, Type to) {
        boolean structured = to instanceof Type.Array || to instanceof Type.MapOf || to instanceof Type.Row;
        return structured
                ? part("skein_json_checked(" + sql + ", " + KernelText.string(to.displayName()) + ")", to)
                : part(sql, to);
    }

    private String part(String sql, Type to) {
        return switch (to) {
            case Simple simple ->
                switch (simple) {
                    case JSON -> sql;
                    case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE ->
                        "skein_json_to_" + simple.displayName() + "(" + sql + ")";
                    default -> casts.write("skein_json_to_varchar(" + sql + ")", Type.Varchar.UNBOUNDED, to);
                };
            case Type.Decimal decimal ->
                KernelText.cast(
                        "skein_json_to_decimal(%s, %d, %d)".formatted(sql, decimal.precision(), decimal.scale()),
                        decimal);
            case Type.Array array ->
                "list_transform(from_json(nullif(%s, 'null'), '[\"JSON\"]'), lambda __j: %s)::%s"
                        .formatted(sql, part("__j::VARCHAR", array.element()), KernelTypes.sql(to));
            case Type.MapOf map ->
                "skein_map(list_transform(from_json(skein_json_keys(%s), '[\"JSON\"]'), lambda __j: %s), list_transform(from_json(skein_json_values(%s), '[\"JSON\"]'), lambda __j: %s))::%s"
                        .formatted(
                                sql,
                                part("__j::VARCHAR", map.key()),
                                sql,
                                part("__j::VARCHAR", map.value()),
                                KernelTypes.sql(to));
            case Type.Row row -> rowFromJson(sql, row);
            default -> casts.write("skein_json_to_varchar(" + sql + ")", Type.Varchar.UNBOUNDED, to);
        };
    }

    private String rowFromJson(String sql, Type.Row row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Type.Field field = row.fields().get(i);
            String value = "skein_json_field(%s, %s, %d)"
                    .formatted(sql, KernelText.string(field.name().orElse("")), i);
            fields.add("f" + i + " := " + part(value, field.type()));
        }
        String kernelNull = "skein_json_is_null(" + sql + ")";
        return "(CASE WHEN NOT " + kernelNull + " THEN struct_pack(" + String.join(", ", fields) + ") END)";
    }
}
