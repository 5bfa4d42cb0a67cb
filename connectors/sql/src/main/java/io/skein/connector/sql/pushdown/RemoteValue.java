package io.skein.connector.sql.pushdown;

import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.type.Type;

/**
 * A scalar value in the database's SQL.
 *
 * @param sql an operand: in parentheses where it needs them
 * @param constant whether it is a literal
 */
public record RemoteValue(String sql, String remoteType, Type type, Comparison comparison, boolean constant) {
    static RemoteValue of(RemoteColumn column) {
        return new RemoteValue(column.expression(), column.remoteType(), column.type(), column.comparison(), false);
    }

    RemoteColumn as(String name) {
        return new RemoteColumn(name, sql, remoteType, type, comparison);
    }

    public boolean textual() {
        return type instanceof Type.Varchar || type instanceof Type.Char;
    }

    public boolean floating() {
        return type == Type.Simple.DOUBLE || type == Type.Simple.REAL;
    }
}
