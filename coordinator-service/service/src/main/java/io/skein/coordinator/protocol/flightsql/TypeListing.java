package io.skein.coordinator.protocol.flightsql;

import java.sql.Types;
import java.util.List;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** The types as ODBC and JDBC describe them. */
final class TypeListing {
    private static final int NULLABLE = 1;
    private static final int SEARCHABLE = 3;
    private static final List<XdbcType> TYPES = List.of(
            new XdbcType("boolean", Types.BOOLEAN, 1, null, null),
            new XdbcType("tinyint", Types.TINYINT, 3, null, null),
            new XdbcType("smallint", Types.SMALLINT, 5, null, null),
            new XdbcType("integer", Types.INTEGER, 10, null, null),
            new XdbcType("bigint", Types.BIGINT, 19, null, null),
            new XdbcType("real", Types.REAL, 7, null, null),
            new XdbcType("double", Types.DOUBLE, 15, null, null),
            new XdbcType("decimal", Types.DECIMAL, 38, null, "precision,scale"),
            new XdbcType("varchar", Types.VARCHAR, Integer.MAX_VALUE, "'", "length"),
            new XdbcType("char", Types.CHAR, 65_536, "'", "length"),
            new XdbcType("varbinary", Types.VARBINARY, Integer.MAX_VALUE, "'", null),
            new XdbcType("date", Types.DATE, 10, "'", null),
            new XdbcType("time", Types.TIME, 18, "'", "precision"),
            new XdbcType("time with time zone", Types.TIME_WITH_TIMEZONE, 24, "'", "precision"),
            new XdbcType("timestamp", Types.TIMESTAMP, 29, "'", "precision"),
            new XdbcType("timestamp with time zone", Types.TIMESTAMP_WITH_TIMEZONE, 35, "'", "precision"),
            new XdbcType("json", Types.JAVA_OBJECT, Integer.MAX_VALUE, "'", null),
            new XdbcType("uuid", Types.JAVA_OBJECT, 36, "'", null),
            new XdbcType("array", Types.ARRAY, 0, null, null),
            new XdbcType("map", Types.JAVA_OBJECT, 0, null, null),
            new XdbcType("row", Types.STRUCT, 0, null, null));

    private TypeListing() {}

    private record XdbcType(
            String name,
            int number,
            int size,
            @Nullable String quote,
            @Nullable String parameters) {}

    static void send(CommandGetXdbcTypeInfo command, BufferAllocator allocator, ServerStreamListener listener) {
        try (ListingWriter out = new ListingWriter(Schemas.GET_TYPE_INFO_SCHEMA, allocator, listener)) {
            for (XdbcType type : TYPES) {
                if (!command.hasDataType() || command.getDataType() == type.number()) {
                    row(out, type);
                }
            }
            out.finish();
        }
    }

    private static void row(ListingWriter out, XdbcType type) {
        boolean numeric = type.number() == Types.DECIMAL;
        String[] parameters =
                type.parameters() == null ? null : type.parameters().split(",");
        out.row(
                type.name(),
                type.number(),
                type.size(),
                type.quote(),
                type.quote(),
                parameters,
                NULLABLE,
                type.number() == Types.VARCHAR || type.number() == Types.CHAR,
                SEARCHABLE,
                false,
                false,
                false,
                type.name(),
                numeric ? 0 : null,
                numeric ? 38 : null,
                type.number(),
                null,
                numeric || type.number() == Types.INTEGER || type.number() == Types.BIGINT ? 10 : null,
                null);
    }
}
