package io.skein.coordinator.analyze.system;

import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One catalog's part of {@code system.metadata.materialized_views}. */
final class MaterializedViewRows {
    private final CatalogMetadata metadata;
    private final String catalog;

    MaterializedViewRows(CatalogMetadata metadata, String catalog) {
        this.metadata = metadata;
        this.catalog = catalog;
    }

    /** A catalog that does not answer is left out. */
    List<List<@Nullable Object>> rows(Restriction restriction) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try {
            for (SchemaTableName name : metadata.materializedViews(catalog, Optional.empty())) {
                if (restriction.allows("schema_name", name.schema()) && restriction.allows("name", name.table())) {
                    metadata.materializedView(catalog, name).ifPresent(view -> rows.add(row(name, view)));
                }
            }
        } catch (SkeinException unavailable) {
            return List.of();
        }
        return rows;
    }

    private List<@Nullable Object> row(SchemaTableName name, MaterializedView view) {
        ViewDefinition definition = view.definition().view();
        return VirtualTable.row(
                catalog,
                name.schema(),
                name.table(),
                catalog,
                view.storage().schema(),
                view.storage().table(),
                view.freshness().name(),
                view.lastFresh().map(instant -> instant.atZone(ZoneOffset.UTC)).orElse(null),
                definition.comment().orElse(null),
                definition.sql());
    }
}
