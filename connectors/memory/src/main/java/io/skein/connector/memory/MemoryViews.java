package io.skein.connector.memory;

import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.ViewDefinition;
import java.util.List;
import java.util.Optional;

/** The store's views. */
record MemoryViews(MemoryStore store) implements ConnectorViews {
    @Override
    public List<SchemaTableName> views(Optional<String> schema) {
        return store.views().stream()
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .toList();
    }

    @Override
    public Optional<ViewDefinition> view(SchemaTableName name) {
        return store.view(name);
    }

    @Override
    public void createView(SchemaTableName name, ViewDefinition view) {
        store.createView(name, view);
    }

    @Override
    public void replaceView(SchemaTableName name, ViewDefinition view) {
        store.replaceView(name, view);
    }

    @Override
    public void dropView(SchemaTableName name) {
        store.dropView(name);
    }

    @Override
    public void renameView(SchemaTableName name, SchemaTableName newName) {
        store.renameView(name, newName);
    }
}
