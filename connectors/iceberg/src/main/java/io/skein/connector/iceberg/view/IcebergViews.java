package io.skein.connector.iceberg.view;

import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.ViewDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.view.ViewBuilder;

/** Views that answer their query each time. */
public final class IcebergViews implements ConnectorViews {
    private final Warehouse warehouse;
    private final ViewStore store;

    public IcebergViews(Warehouse warehouse) {
        this.warehouse = warehouse;
        this.store = new ViewStore(warehouse);
    }

    @Override
    public List<SchemaTableName> views(Optional<String> schema) {
        return store.names(schema).stream()
                .filter(name -> store.find(name)
                        .filter(view -> !StoredMaterializedView.isOne(view))
                        .isPresent())
                .toList();
    }

    @Override
    public Optional<ViewDefinition> view(SchemaTableName name) {
        return store.find(name)
                .filter(view -> !StoredMaterializedView.isOne(view))
                .map(StoredView::read);
    }

    @Override
    public void createView(SchemaTableName name, ViewDefinition view) {
        store.changing(name, () -> builder(name, view).create());
    }

    @Override
    public void replaceView(SchemaTableName name, ViewDefinition view) {
        store.changing(name, () -> builder(name, view).createOrReplace());
    }

    @Override
    public void dropView(SchemaTableName name) {
        store.changing(name, () -> store.catalog("dropView").dropView(warehouse.identifier(name)));
    }

    @Override
    public void renameView(SchemaTableName name, SchemaTableName newName) {
        store.changing(
                name,
                () -> store.catalog("renameView")
                        .renameView(warehouse.identifier(name), warehouse.identifier(newName)));
    }

    private ViewBuilder builder(SchemaTableName name, ViewDefinition view) {
        ViewBuilder builder = store.catalog("createView").buildView(warehouse.identifier(name));
        StoredView.write(view, builder);
        return builder;
    }
}
