package io.skein.coordinator.metadata;

import io.skein.spi.connector.SchemaTableName;

/** The full name of a table or view that may not exist. */
public record QualifiedTableName(String catalog, SchemaTableName name) {}
