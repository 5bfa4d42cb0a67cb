package io.skein.connector.memory;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas and tables; every change is one step under one lock, readers get immutable tables. */
final class MemoryStore {
    static final String DEFAULT_SCHEMA = "default";

    private final MemoryLimit limit;
    private final TreeSet<String> schemas = new TreeSet<>(List.of(DEFAULT_SCHEMA));
    private final Map<Long, MemoryTable> tables = new TreeMap<>();
    private final Map<SchemaTableName, Long> ids = new HashMap<>();
    private long lastId;

    MemoryStore(MemoryLimit limit) {
        this.limit = limit;
    }

    MemoryLimit limit() {
        return limit;
    }

    synchronized List<String> schemas() {
        return List.copyOf(schemas);
    }

    synchronized List<MemoryTable> tables() {
        return List.copyOf(tables.values());
    }

    synchronized Optional<MemoryTable> find(SchemaTableName name) {
        return Optional.ofNullable(ids.get(name)).flatMap(id -> Optional.ofNullable(tables.get(id)));
    }

    synchronized MemoryTable get(long id, SchemaTableName name) {
        MemoryTable table = tables.get(id);
        if (table == null) {
            throw new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table '" + name + "' does not exist");
        }
        return table;
    }

    synchronized void createSchema(String schema) {
        if (!schemas.add(schema)) {
            throw new SkeinException(StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '" + schema + "' already exists");
        }
    }

    synchronized void dropSchema(String schema, boolean cascade) {
        checkSchema(schema);
        List<MemoryTable> held = tables.values().stream()
                .filter(table -> table.metadata().name().schema().equals(schema))
                .toList();
        if (!cascade && !held.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + schema + "'");
        }
        held.forEach(table -> drop(table.id()));
        schemas.remove(schema);
    }

    /** Fails if a table of that name could not be made now. */
    synchronized void checkCreatable(SchemaTableName name) {
        checkSchema(name.schema());
        if (ids.containsKey(name)) {
            throw new SkeinException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + name + "' already exists");
        }
    }

    synchronized void create(TableMetadata metadata, List<Chunk> chunks) {
        checkCreatable(metadata.name());
        checkRoom(chunks);
        lastId++;
        tables.put(lastId, new MemoryTable(lastId, metadata, chunks));
        ids.put(metadata.name(), lastId);
    }

    synchronized void insert(long id, SchemaTableName name, List<Chunk> chunks) {
        MemoryTable table = get(id, name);
        checkRoom(chunks);
        tables.put(id, table.with(chunks));
    }

    synchronized void rename(long id, SchemaTableName name, SchemaTableName newName) {
        MemoryTable table = get(id, name);
        checkCreatable(newName);
        ids.remove(table.metadata().name());
        ids.put(newName, id);
        tables.put(id, table.renamed(newName));
    }

    synchronized void drop(long id) {
        MemoryTable table = tables.remove(id);
        if (table != null) {
            ids.remove(table.metadata().name());
        }
    }

    private void checkSchema(String schema) {
        if (!schemas.contains(schema)) {
            throw new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist");
        }
    }

    private void checkRoom(List<Chunk> added) {
        List<Chunk> all = new ArrayList<>(added);
        tables.values().forEach(table -> all.addAll(table.chunks()));
        limit.check(all.stream().mapToLong(Chunk::bytes).sum());
    }
}
