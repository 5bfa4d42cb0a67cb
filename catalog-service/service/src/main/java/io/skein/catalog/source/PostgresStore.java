package io.skein.catalog.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table of a PostgreSQL database, which several services may share: each sees the others' changes when it next looks. Of two that change a catalog at once,
 * one wins and the other is told.
 */
public final class PostgresStore implements CatalogStore {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String ALL = """
            SELECT c.name, c.connector, c.revision, p.key, p.value
            FROM skein_catalogs c LEFT JOIN LATERAL jsonb_each_text(c.properties) p ON true""";

    private final DatabaseSession session;
    private final DescriptionReader reader;
    private Optional<List<CatalogDescription>> seen = Optional.empty();

    /** Nothing is connected to before the first use. */
    public PostgresStore(DatabaseSession session, DescriptionReader reader) {
        this.session = session;
        this.reader = reader;
    }

    @Override
    public Optional<List<CatalogDefinition>> changed() {
        List<CatalogDescription> now;
        try {
            now = session.read(connection -> {
                try (PreparedStatement query = connection.prepareStatement(ALL + " ORDER BY c.name")) {
                    return descriptions(query);
                }
            });
        } catch (SQLException failure) {
            throw new IllegalStateException("The catalogs' database does not answer: " + failure.getMessage(), failure);
        }
        if (seen.isPresent() && seen.get().equals(now)) {
            return Optional.empty();
        }
        seen = Optional.of(now);
        return Optional.of(now.stream().map(reader::read).toList());
    }

    @Override
    public Optional<CatalogDescription> find(String name) {
        try {
            return session.read(connection -> {
                try (PreparedStatement query = connection.prepareStatement(ALL + " WHERE c.name = ?")) {
                    query.setString(1, name);
                    return descriptions(query).stream().findFirst();
                }
            });
        } catch (SQLException failure) {
            throw StoreFailures.failed("read", name, failure);
        }
    }

    @Override
    public void create(CatalogDescription description) {
        try {
            session.write(
                    connection -> change(
                            connection,
                            description,
                            "INSERT INTO skein_catalogs (connector, properties, revision, name) VALUES (?, jsonb_object(?, ?), ?, ?)"));
        } catch (SQLException failure) {
            throw UNIQUE_VIOLATION.equals(failure.getSQLState())
                    ? StoreFailures.exists(description.name())
                    : StoreFailures.failed("kept", description.name(), failure);
        }
    }

    @Override
    public void replace(CatalogDescription description, String revision) {
        int changed;
        try {
            changed = session.write(connection -> change(
                    connection,
                    description,
                    "UPDATE skein_catalogs SET connector = ?, properties = jsonb_object(?, ?), revision = ?"
                            + " WHERE name = ? AND revision = ?",
                    revision));
        } catch (SQLException failure) {
            throw StoreFailures.failed("kept", description.name(), failure);
        }
        if (changed == 0) {
            throw StoreFailures.conflict(description.name());
        }
    }

    @Override
    public void delete(String name) {
        int deleted;
        try {
            deleted = session.write(connection -> {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM skein_catalogs WHERE name = ?")) {
                    delete.setString(1, name);
                    return delete.executeUpdate();
                }
            });
        } catch (SQLException failure) {
            throw StoreFailures.failed("forgotten", name, failure);
        }
        if (deleted == 0) {
            throw StoreFailures.missing(name);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static int change(Connection connection, CatalogDescription description, String sql, String... more)
            throws SQLException {
        Map<String, String> properties = new TreeMap<>(description.properties());
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, description.connector());
            change.setArray(
                    2, connection.createArrayOf("text", properties.keySet().toArray()));
            change.setArray(
                    3, connection.createArrayOf("text", properties.values().toArray()));
            change.setString(4, description.revision());
            change.setString(5, description.name());
            for (int i = 0; i < more.length; i++) {
                change.setString(6 + i, more[i]);
            }
            return change.executeUpdate();
        }
    }

    private static List<CatalogDescription> descriptions(PreparedStatement query) throws SQLException {
        Map<String, CatalogDescription> heads = new LinkedHashMap<>();
        Map<String, Map<String, String>> properties = new LinkedHashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString("name");
                heads.putIfAbsent(
                        name,
                        new CatalogDescription(
                                name, rows.getString("connector"), Map.of(), rows.getString("revision")));
                Map<String, String> own = properties.computeIfAbsent(name, _ -> new TreeMap<>());
                String key = rows.getString("key");
                if (!rows.wasNull()) {
                    own.put(key, rows.getString("value"));
                }
            }
        }
        List<CatalogDescription> descriptions = new ArrayList<>();
        heads.forEach((name, head) -> descriptions.add(new CatalogDescription(
                name, head.connector(), properties.getOrDefault(name, Map.of()), head.revision())));
        return descriptions;
    }
}
