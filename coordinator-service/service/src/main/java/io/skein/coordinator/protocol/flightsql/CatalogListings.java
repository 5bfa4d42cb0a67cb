package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.rpc.Caller;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Catalogs, schemas and tables. A catalog that does not answer is left out of listings over all catalogs. */
final class CatalogListings {
    static final List<String> TABLE_TYPES = List.of("TABLE");

    private final Function<Caller, CatalogMetadata> metadata;
    private final BufferAllocator allocator;

    CatalogListings(Function<Caller, CatalogMetadata> metadata, BufferAllocator allocator) {
        this.metadata = metadata;
        this.allocator = allocator;
    }

    void catalogs(CallerMiddleware caller, ServerStreamListener listener) {
        try (ListingWriter out = new ListingWriter(Schemas.GET_CATALOGS_SCHEMA, allocator, listener)) {
            metadata.apply(caller.session().caller()).catalogs().forEach(out::row);
            out.finish();
        }
    }

    void schemas(CallerMiddleware caller, CommandGetDbSchemas command, ServerStreamListener listener) {
        CatalogMetadata catalogs = metadata.apply(caller.session().caller());
        LikePattern pattern = command.hasDbSchemaFilterPattern()
                ? LikePattern.of(command.getDbSchemaFilterPattern())
                : LikePattern.ANY;
        try (ListingWriter out = new ListingWriter(Schemas.GET_SCHEMAS_SCHEMA, allocator, listener)) {
            for (String catalog :
                    catalogs(catalogs, command.hasCatalog() ? Optional.of(command.getCatalog()) : Optional.empty())) {
                for (String schema : answered(command.hasCatalog(), () -> catalogs.schemas(catalog))) {
                    if (pattern.matches(schema)) {
                        out.row(catalog, schema);
                    }
                }
            }
            out.finish();
        }
    }

    void tables(CallerMiddleware caller, CommandGetTables command, ServerStreamListener listener) {
        CatalogMetadata catalogs = metadata.apply(caller.session().caller());
        LikePattern schemas = command.hasDbSchemaFilterPattern()
                ? LikePattern.of(command.getDbSchemaFilterPattern())
                : LikePattern.ANY;
        LikePattern names = command.hasTableNameFilterPattern()
                ? LikePattern.of(command.getTableNameFilterPattern())
                : LikePattern.ANY;
        boolean wanted = command.getTableTypesCount() == 0
                || command.getTableTypesList().stream().anyMatch(TABLE_TYPES::contains);
        Schema schema = command.getIncludeSchema() ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
        try (ListingWriter out = new ListingWriter(schema, allocator, listener)) {
            for (String catalog : wanted
                    ? catalogs(catalogs, command.hasCatalog() ? Optional.of(command.getCatalog()) : Optional.empty())
                    : List.<String>of()) {
                for (SchemaTableName name : tables(catalogs, catalog, schemas, command.hasCatalog())) {
                    if (!names.matches(name.table())) {
                        continue;
                    }
                    if (command.getIncludeSchema()) {
                        out.row(
                                catalog,
                                name.schema(),
                                name.table(),
                                "TABLE",
                                tableSchema(catalogs, catalog, name).serializeAsMessage());
                    } else {
                        out.row(catalog, name.schema(), name.table(), "TABLE");
                    }
                }
            }
            out.finish();
        }
    }

    void tableTypes(ServerStreamListener listener) {
        try (ListingWriter out = new ListingWriter(Schemas.GET_TABLE_TYPES_SCHEMA, allocator, listener)) {
            TABLE_TYPES.forEach(out::row);
            out.finish();
        }
    }

    /** For what no catalog knows of: keys. */
    void nothing(Schema schema, ServerStreamListener listener) {
        try (ListingWriter out = new ListingWriter(schema, allocator, listener)) {
            out.finish();
        }
    }

    private static List<SchemaTableName> tables(
            CatalogMetadata catalogs, String catalog, LikePattern schemas, boolean strict) {
        List<SchemaTableName> tables = new ArrayList<>();
        for (String schema : answered(strict, () -> catalogs.schemas(catalog))) {
            if (schemas.matches(schema)) {
                tables.addAll(answered(strict, () -> catalogs.tables(catalog, Optional.of(schema))));
            }
        }
        return tables;
    }

    /** A table that vanished meanwhile has no columns. */
    private static Schema tableSchema(CatalogMetadata catalogs, String catalog, SchemaTableName name) {
        return new Schema(
                catalogs.table(catalog, name).map(table -> table.metadata().columns()).orElse(List.of()).stream()
                        .filter(column -> !column.hidden())
                        .map(CatalogListings::field)
                        .toList());
    }

    private static org.apache.arrow.vector.types.pojo.Field field(ColumnMetadata column) {
        return FlightTypes.field(column.name(), column.type());
    }

    private static List<String> catalogs(CatalogMetadata catalogs, Optional<String> only) {
        return only.map(name -> catalogs.catalogExists(name) ? List.of(name) : List.<String>of())
                .orElseGet(catalogs::catalogs);
    }

    private static <T> List<T> answered(boolean strict, java.util.function.Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (SkeinException failure) {
            if (strict) {
                throw failure;
            }
            return List.of();
        }
    }
}
