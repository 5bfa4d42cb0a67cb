package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.rpc.Caller;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Catalogs, schemas and tables. A catalog that does not answer is left out of listings over all catalogs. */
final class CatalogListings {
    private static final String TABLE = "TABLE";
    private static final String VIEW = "VIEW";
    private static final List<String> TABLE_TYPES = List.of(TABLE, VIEW);

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
        Set<String> types =
                command.getTableTypesCount() == 0 ? Set.copyOf(TABLE_TYPES) : Set.copyOf(command.getTableTypesList());
        Schema schema = command.getIncludeSchema() ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
        try (ListingWriter out = new ListingWriter(schema, allocator, listener)) {
            for (String catalog : TABLE_TYPES.stream().anyMatch(types::contains)
                    ? catalogs(catalogs, command.hasCatalog() ? Optional.of(command.getCatalog()) : Optional.empty())
                    : List.<String>of()) {
                for (Listed table : tables(catalogs, catalog, schemas, command.hasCatalog())) {
                    SchemaTableName name = table.name();
                    if (!names.matches(name.table()) || !types.contains(table.type())) {
                        continue;
                    }
                    if (command.getIncludeSchema()) {
                        out.row(
                                catalog,
                                name.schema(),
                                name.table(),
                                table.type(),
                                tableSchema(catalogs, catalog, name).serializeAsMessage());
                    } else {
                        out.row(catalog, name.schema(), name.table(), table.type());
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

    private static List<Listed> tables(CatalogMetadata catalogs, String catalog, LikePattern schemas, boolean strict) {
        List<Listed> tables = new ArrayList<>();
        for (String schema : answered(strict, () -> catalogs.schemas(catalog))) {
            if (schemas.matches(schema)) {
                Optional<String> within = Optional.of(schema);
                Set<SchemaTableName> views = Set.copyOf(answered(strict, () -> catalogs.views(catalog, within)));
                answered(strict, () -> catalogs.tables(catalog, within))
                        .forEach(name -> tables.add(new Listed(name, views.contains(name) ? VIEW : TABLE)));
            }
        }
        return tables;
    }

    /** A table that vanished meanwhile has no columns. */
    private static Schema tableSchema(CatalogMetadata catalogs, String catalog, SchemaTableName name) {
        return new Schema(catalogs.table(catalog, name)
                .map(table -> table.metadata().columns().stream()
                        .filter(column -> !column.hidden())
                        .map(column -> FlightTypes.field(column.name(), column.type()))
                        .toList())
                .or(() -> catalogs.view(catalog, name)
                        .map(view -> view.columns().stream()
                                .map(column -> FlightTypes.field(column.name(), column.type()))
                                .toList()))
                .orElse(List.of()));
    }

    /** A table or view and which of them it is. */
    private record Listed(SchemaTableName name, String type) {}

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
