package io.skein.connector.iceberg.view;

import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.view.View;

/** The Iceberg views of a catalog that has such; of both kinds. */
final class ViewStore {
    private final Warehouse warehouse;

    ViewStore(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** All views of one schema, or of all schemas. */
    List<SchemaTableName> names(Optional<String> schema) {
        Catalog catalog = warehouse.catalog();
        if (!(catalog instanceof ViewCatalog views)) {
            return List.of();
        }
        return Failures.reading(
                "the warehouse",
                () -> schema.map(Stream::of)
                        .orElseGet(() -> warehouse.tableCatalog().schemas().stream())
                        .flatMap(name -> names(views, name))
                        .sorted(Comparator.comparing(SchemaTableName::toString))
                        .toList());
    }

    private Stream<SchemaTableName> names(ViewCatalog views, String schema) {
        try {
            return views.listViews(warehouse.namespace(schema)).stream()
                    .map(identifier -> new SchemaTableName(schema, identifier.name()));
        } catch (NoSuchNamespaceException gone) {
            return Stream.empty();
        }
    }

    Optional<View> find(SchemaTableName name) {
        if (!(warehouse.catalog() instanceof ViewCatalog views)) {
            return Optional.empty();
        }
        return Failures.reading(name.toString(), () -> {
            try {
                return Optional.of(views.loadView(warehouse.identifier(name)));
            } catch (NoSuchViewException missing) {
                return Optional.empty();
            }
        });
    }

    /** For changes, which a catalog without views refuses. */
    ViewCatalog catalog(String what) {
        if (!(warehouse.catalog() instanceof ViewCatalog views)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, what + " is not supported for this Iceberg catalog");
        }
        return views;
    }

    void changing(SchemaTableName name, Runnable change) {
        Failures.changing(name.toString(), () -> {
            try {
                change.run();
            } catch (NoSuchViewException missing) {
                throw new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "View '" + name + "' does not exist", missing);
            } catch (AlreadyExistsException exists) {
                throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "View already exists: " + name, exists);
            } catch (UnsupportedOperationException refused) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "This Iceberg catalog does not take views: " + refused.getMessage(),
                        refused);
            }
        });
    }
}
