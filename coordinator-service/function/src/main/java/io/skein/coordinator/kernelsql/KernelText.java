package io.skein.coordinator.kernelsql;

import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;

/** Names, strings and errors in kernel SQL. */
public final class KernelText {
    private KernelText() {}

    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    public static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String cast(String sql, Type type) {
        return "CAST(" + sql + " AS " + KernelTypes.sql(type) + ")";
    }

    /** An expression of the type that fails with this error when it is evaluated; {@code messageSql} is the message as SQL. */
    public static String raise(StandardErrorCode code, String messageSql, Type type) {
        return cast("skein_raise('" + code.name() + "', " + messageSql + ")", type);
    }
}
