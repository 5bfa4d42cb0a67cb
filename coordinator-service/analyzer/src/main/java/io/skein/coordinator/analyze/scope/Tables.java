package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.system.InformationSchema;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.SessionView;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/** Full names of tables and schemas, completed from the session. */
public final class Tables {
    private final CatalogMetadata metadata;
    private final SessionView session;

    public Tables(PlanContext statement) {
        this.metadata = statement.metadata();
        this.session = statement.session();
    }

    /** A table's full name; whether it exists is not looked at. */
    public Name name(QualifiedName written, Node node) {
        List<String> parts = written.getParts();
        if (parts.size() > 3) {
            throw new SkeinException(StandardErrorCode.SYNTAX_ERROR, "Too many dots in table name: " + written);
        }
        String table = parts.getLast();
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : sessionSchema(node);
        String catalog = parts.size() > 2 ? parts.getFirst() : sessionCatalog(node);
        return new Name(catalog, new SchemaTableName(schema, table));
    }

    /** A schema's full name. */
    public SchemaName schema(QualifiedName written, Node node) {
        List<String> parts = written.getParts();
        if (parts.size() > 2) {
            throw Errors.at(node, StandardErrorCode.INVALID_ARGUMENTS, "Too many parts in schema name: %s", written);
        }
        return new SchemaName(parts.size() > 1 ? parts.getFirst() : sessionCatalog(node), parts.getLast());
    }

    public String sessionCatalog(Node node) {
        return session.catalog()
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.MISSING_CATALOG_NAME,
                        "Catalog must be specified when session catalog is not set"));
    }

    public String sessionSchema(Node node) {
        return session.schema()
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.MISSING_SCHEMA_NAME,
                        "Schema must be specified when session schema is not set"));
    }

    public void requireCatalog(String catalog, Node node) {
        if (!catalogExists(catalog)) {
            throw Errors.at(node, StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found", catalog);
        }
    }

    public void requireSchema(String catalog, String schema, Node node) {
        requireCatalog(catalog, node);
        boolean known = schema.equals(InformationSchema.NAME)
                || (catalog.equals(SystemCatalog.NAME)
                        ? SystemCatalog.schemas().contains(schema)
                        : metadata.schemaExists(catalog, schema));
        if (!known) {
            throw Errors.at(node, StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '%s' does not exist", schema);
        }
    }

    public boolean catalogExists(String catalog) {
        return catalog.equals(SystemCatalog.NAME) || metadata.catalogExists(catalog);
    }

    public Optional<CatalogMetadata.ResolvedTable> find(Name name) {
        return VirtualTable.covers(name) ? Optional.empty() : metadata.table(name.catalog(), name.table());
    }

    public Optional<ViewDefinition> view(Name name) {
        return VirtualTable.covers(name) ? Optional.empty() : metadata.view(name.catalog(), name.table());
    }

    public Optional<MaterializedView> materializedView(Name name) {
        return VirtualTable.covers(name) ? Optional.empty() : metadata.materializedView(name.catalog(), name.table());
    }

    /** The table, or the error that names what is missing of it. */
    public CatalogMetadata.ResolvedTable require(Name name, Node node) {
        requireCatalog(name.catalog(), node);
        return find(name).orElseThrow(() -> {
            requireSchema(name.catalog(), name.table().schema(), node);
            return missing(name, node);
        });
    }

    /** The table as it was at a version. */
    public CatalogMetadata.ResolvedTable require(Name name, VersionPointer version, Node node) {
        return metadata.table(name.catalog(), name.table(), version).orElseGet(() -> require(name, node));
    }

    public static SkeinException missing(Name name, Node node) {
        return Errors.at(node, StandardErrorCode.TABLE_NOT_FOUND, "Table '%s' does not exist", name);
    }

    public record Name(String catalog, SchemaTableName table) {
        @Override
        public String toString() {
            return catalog + "." + table;
        }
    }

    public record SchemaName(String catalog, String schema) {
        @Override
        public String toString() {
            return catalog + "." + schema;
        }
    }
}
