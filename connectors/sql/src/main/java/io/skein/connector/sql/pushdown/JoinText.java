package io.skein.connector.sql.pushdown;

import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteRelation.Derived;
import io.skein.connector.sql.query.SelectText;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork.Join;
import io.skein.spi.pushdown.RemoteWork.Renamed;
import java.util.ArrayList;
import java.util.List;

/** Two queries joined by the database. */
record JoinText(SqlDialect dialect, RemoteFunctions functions) {
    RemoteQuery of(RemoteQuery left, Join join) throws NotTakenException {
        if (join.kind() == Join.Kind.FULL && !functions.fullJoins()) {
            throw new NotTakenException("there are no FULL joins there");
        }
        RemoteQuery right = RemoteQueryCodec.decode(join.right().data());
        List<RemoteColumn> columns = new ArrayList<>();
        // Opened, since names of a subquery's columns must not meet those that it is ordered by.
        String sides = side(left.opened(dialect), join.leftColumns(), "l", columns) + " " + join.kind() + " JOIN "
                + side(right.opened(dialect), join.rightColumns(), "r", columns);
        RemoteQuery both = RemoteQuery.of(new Derived(sides), columns);
        ExpressionText text = new ExpressionText(dialect, functions, both);
        List<String> conditions = new ArrayList<>();
        for (RemoteExpression condition : join.conditions()) {
            conditions.add(text.condition(condition));
        }
        return RemoteQuery.of(new Derived(sides + " ON " + String.join(" AND ", conditions)), columns);
    }

    /** A side as a subquery, whose columns are the join's by their new names. */
    private String side(RemoteQuery query, List<Renamed> renamed, String name, List<RemoteColumn> columns)
            throws NotTakenException {
        List<RemoteColumn> read = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String alias = dialect.quoted(name);
        for (Renamed column : renamed) {
            RemoteColumn inner = query.column(column.column())
                    .orElseThrow(() -> new NotTakenException("there is no column " + column.column()));
            String outer = "c" + names.size();
            read.add(inner);
            names.add(outer);
            columns.add(inner.withName(column.name()).withExpression(alias + "." + dialect.quoted(outer)));
        }
        return "(" + SelectText.named(query, read, names, dialect) + ") AS " + alias;
    }
}
