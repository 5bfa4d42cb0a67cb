package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.skein.spi.type.Type;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What PostgreSQL's ANALYZE has found out. Lowest and highest values are those of its samples. */
record PostgresStatistics(Database database, PostgresDialect dialect) {
    TableStatistics of(RemoteQuery query) {
        return query.plainTable()
                .map(table -> database.use(session -> of(query, table, session)))
                .orElse(TableStatistics.UNKNOWN);
    }

    private TableStatistics of(RemoteQuery query, RemoteTable table, RemoteSession session) {
        Object[] name = {table.schema(), table.table()};
        Optional<Row> size = RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.SIZE, name))
                .findFirst();
        if (size.isEmpty() || size.get().getDouble("rows") == null) {
            return TableStatistics.UNKNOWN;
        }
        double rows = size.get().getDouble("rows");
        Map<String, ColumnStatistics> columns = new HashMap<>();
        RemoteTables.stream(RemoteTables.ask(
                        session,
                        CatalogQueries.COLUMN_STATISTICS,
                        name[0],
                        name[1],
                        size.get().getBoolean("partitioned")))
                .forEach(row -> column(query, row.getString("attname"))
                        .ifPresent(column -> columns.put(column.name(), statistics(column.type(), row, rows))));
        return new TableStatistics(OptionalDouble.of(rows), columns);
    }

    private Optional<RemoteColumn> column(RemoteQuery query, String name) {
        return query.columns().stream()
                .filter(column -> column.expression().equals(dialect.quoted(name)))
                .findFirst();
    }

    private static ColumnStatistics statistics(Type type, Row row, double rows) {
        double distinct = row.getDouble("n_distinct");
        DoubleSummaryStatistics values = new DoubleSummaryStatistics();
        Stream.of("bounds", "common")
                .flatMap(sample -> Optional.ofNullable(row.getString(sample)).stream())
                .flatMap(sample -> numbers(type, sample))
                .forEach(values::accept);
        boolean bounded = values.getCount() > 0;
        return new ColumnStatistics(
                OptionalDouble.of(Math.clamp(row.getDouble("null_frac"), 0, 1)),
                distinct == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(distinct < 0 ? Math.rint(-distinct * rows) : distinct),
                bounded ? OptionalDouble.of(values.getMin()) : OptionalDouble.empty(),
                bounded ? OptionalDouble.of(values.getMax()) : OptionalDouble.empty(),
                OptionalDouble.of(row.getInteger("avg_width")));
    }

    private static Stream<Double> numbers(Type type, String sample) {
        boolean numeric = type instanceof Type.Decimal
                || type instanceof Type.Timestamp
                || type instanceof Type.TimestampWithTimeZone
                || List.of(
                                Type.Simple.SMALLINT,
                                Type.Simple.INTEGER,
                                Type.Simple.BIGINT,
                                Type.Simple.REAL,
                                Type.Simple.DOUBLE,
                                Type.Simple.DATE)
                        .contains(type);
        return numeric
                ? PostgresArrays.texts(sample).stream().flatMap(text -> number(type, String.valueOf(text)).stream())
                : Stream.empty();
    }

    /** Empty for values that have no number, such as infinity. */
    private static Optional<Double> number(Type type, String text) {
        try {
            return Optional.of(
                            switch (PostgresText.parse(type, text)) {
                                case Number number -> number.doubleValue();
                                case LocalDate date -> (double) date.toEpochDay();
                                case LocalDateTime timestamp -> micros(timestamp.toInstant(ZoneOffset.UTC));
                                case Instant instant -> micros(instant);
                                default -> Double.NaN;
                            })
                    .filter(Double::isFinite);
        } catch (IllegalArgumentException unordered) {
            return Optional.empty();
        }
    }

    private static double micros(Instant instant) {
        return instant.getEpochSecond() * 1e6 + instant.get(ChronoField.MICRO_OF_SECOND);
    }
}
