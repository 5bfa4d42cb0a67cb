package io.skein.connector.memory;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas, tables and views; every change is one step under one lock, readers get immutable tables. */
final class MemoryStore {
    static final String DEFAULT_SCHEMA = "default";

    private final MemoryLimit limit;
    private final TreeSet<String> schemas = new TreeSet<>(List.of(DEFAULT_SCHEMA));
    private final Map<Long, MemoryTable> tables = new TreeMap<>();
    private final Map<SchemaTableName, Long> ids = new HashMap<>();
    private final Map<SchemaTableName, ViewDefinition> views = new HashMap<>();
    private long lastId;
    private long lastChunk;
    private long lastWrite;

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
        boolean empty = held.isEmpty()
                && views.keySet().stream().noneMatch(view -> view.schema().equals(schema));
        if (!cascade && !empty) {
            throw new SkeinException(
                    StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + schema + "'");
        }
        held.forEach(table -> drop(table.id()));
        views.keySet().removeIf(view -> view.schema().equals(schema));
        schemas.remove(schema);
    }

    /** Tables and views go with it. */
    synchronized void renameSchema(String schema, String newName) {
        checkSchema(schema);
        createSchema(newName);
        List<MemoryTable> held = tables.values().stream()
                .filter(table -> table.metadata().name().schema().equals(schema))
                .toList();
        for (MemoryTable table : held) {
            SchemaTableName name = table.metadata().name();
            rename(table.id(), name, new SchemaTableName(newName, name.table()));
        }
        List<SchemaTableName> kept = views.keySet().stream()
                .filter(view -> view.schema().equals(schema))
                .toList();
        kept.forEach(view -> renameView(view, new SchemaTableName(newName, view.table())));
        schemas.remove(schema);
    }

    /** Fails if a table of that name could not be made now. */
    synchronized void checkCreatable(SchemaTableName name) {
        checkSchema(name.schema());
        if (ids.containsKey(name)) {
            throw new SkeinException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '" + name + "' already exists");
        }
        if (views.containsKey(name)) {
            throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "View [" + name + "] already exists");
        }
    }

    synchronized void create(TableMetadata metadata, List<Chunk> chunks) {
        checkCreatable(metadata.name());
        put(new MemoryTable(lastId + 1, metadata, List.of()).with(chunks, this::nextChunk));
        lastId++;
        ids.put(metadata.name(), lastId);
    }

    /** All of it or, where others have changed the same rows or there is no room, nothing. */
    synchronized void apply(long id, SchemaTableName name, Changes changes) {
        put(get(id, name).without(changes.deleted(), this::nextChunk).with(changes.inserted(), this::nextChunk));
    }

    /** How many rows it had. */
    synchronized long truncate(long id, SchemaTableName name) {
        MemoryTable table = get(id, name);
        tables.put(id, table.changed(new TableChange.Truncate()));
        return table.rows();
    }

    /** A number for a write that begins. */
    synchronized long nextWrite() {
        return ++lastWrite;
    }

    private long nextChunk() {
        return ++lastChunk;
    }

    synchronized void rename(long id, SchemaTableName name, SchemaTableName newName) {
        MemoryTable table = get(id, name);
        checkCreatable(newName);
        ids.remove(table.metadata().name());
        ids.put(newName, id);
        tables.put(id, table.renamed(newName));
    }

    synchronized void change(long id, SchemaTableName name, TableChange change) {
        tables.put(id, get(id, name).changed(change));
    }

    synchronized void drop(long id) {
        MemoryTable table = tables.remove(id);
        if (table != null) {
            ids.remove(table.metadata().name());
        }
    }

    /** In alphabetic order. */
    synchronized List<SchemaTableName> views() {
        return views.keySet().stream()
                .sorted(Comparator.comparing(SchemaTableName::toString))
                .toList();
    }

    synchronized Optional<ViewDefinition> view(SchemaTableName name) {
        return Optional.ofNullable(views.get(name));
    }

    synchronized void createView(SchemaTableName name, ViewDefinition view) {
        if (views.containsKey(name)) {
            throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "View already exists: " + name);
        }
        replaceView(name, view);
    }

    synchronized void replaceView(SchemaTableName name, ViewDefinition view) {
        if (!views.containsKey(name)) {
            checkCreatable(name);
        }
        views.put(name, view);
    }

    synchronized void renameView(SchemaTableName name, SchemaTableName newName) {
        ViewDefinition view = requireView(name);
        checkCreatable(newName);
        views.remove(name);
        views.put(newName, view);
    }

    synchronized void dropView(SchemaTableName name) {
        requireView(name);
        views.remove(name);
    }

    private ViewDefinition requireView(SchemaTableName name) {
        return view(name)
                .orElseThrow(() -> new SkeinException(StandardErrorCode.NOT_FOUND, "View '" + name + "' not found"));
    }

    private void checkSchema(String schema) {
        if (!schemas.contains(schema)) {
            throw new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist");
        }
    }

    /** Fails, and leaves all as it was, where there is no room. */
    private void put(MemoryTable table) {
        long others = tables.values().stream()
                .filter(other -> other.id() != table.id())
                .mapToLong(MemoryTable::bytes)
                .sum();
        limit.check(others + table.bytes());
        tables.put(table.id(), table);
    }
}
