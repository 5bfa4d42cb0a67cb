package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.error.SkeinException;
import io.trino.hive.thrift.metastore.AlreadyExistsException;
import io.trino.hive.thrift.metastore.Database;
import io.trino.hive.thrift.metastore.InvalidOperationException;
import io.trino.hive.thrift.metastore.NoSuchObjectException;
import io.trino.hive.thrift.metastore.PrincipalType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.thrift.TException;

/** The metastore's databases as schemas. Their properties stay as they were made. */
final class HiveNamespaces implements SupportsNamespaces {
    private static final System.Logger LOG = System.getLogger(HiveNamespaces.class.getName());
    private static final String LOCATION = "location";

    /** Views of the metastore on itself, which Trino hides too. */
    private static final Set<String> SYSTEM = Set.of("information_schema", "sys");

    private final Metastore metastore;
    private final Storage storage;

    HiveNamespaces(Metastore metastore, Storage storage) {
        this.metastore = metastore;
        this.storage = storage;
    }

    @Override
    public void createNamespace(Namespace namespace, Map<String, String> metadata) {
        Database database = new Database()
                .setName(namespace.level(0))
                .setOwnerName(System.getProperty("user.name"))
                .setOwnerType(PrincipalType.USER)
                .setParameters(Map.of());
        Optional.ofNullable(metadata.get(LOCATION)).ifPresent(database::setLocationUri);
        try {
            metastore.changing(client -> {
                client.createDatabase(database);
                return true;
            });
        } catch (AlreadyExistsException exists) {
            throw new org.apache.iceberg.exceptions.AlreadyExistsException(
                    exists, "Namespace already exists: %s", namespace);
        } catch (TException failure) {
            throw metastore.failed(failure);
        }
    }

    @Override
    public List<Namespace> listNamespaces(Namespace parent) {
        return parent.isEmpty()
                ? metastore.databases().stream()
                        .filter(name -> !SYSTEM.contains(name))
                        .map(Namespace::of)
                        .toList()
                : List.of();
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
        Database database = Optional.of(namespace.level(0))
                .filter(name -> !SYSTEM.contains(name))
                .flatMap(metastore::database)
                .orElseThrow(() -> new NoSuchNamespaceException("Namespace does not exist: %s", namespace));
        Map<String, String> properties = new HashMap<>();
        Optional.ofNullable(database.getParameters()).ifPresent(properties::putAll);
        Optional.ofNullable(database.getLocationUri()).ifPresent(location -> properties.put(LOCATION, location));
        return properties;
    }

    @Override
    public boolean dropNamespace(Namespace namespace) {
        Optional<Database> database = metastore.database(namespace.level(0));
        try {
            metastore.changing(client -> {
                client.dropDatabase(namespace.level(0), false, false);
                return true;
            });
        } catch (InvalidOperationException occupied) {
            throw new NamespaceNotEmptyException(occupied, "Namespace is not empty: %s", namespace);
        } catch (NoSuchObjectException missing) {
            return false;
        } catch (TException failure) {
            throw metastore.failed(failure);
        }
        database.map(Database::getLocationUri).ifPresent(this::tidy);
        return true;
    }

    private void tidy(String location) {
        try {
            storage.deleteEmptyDirectories(storage.normalized(location));
        } catch (IOException | SkeinException failure) {
            LOG.log(System.Logger.Level.WARNING, "Directories of a dropped schema are left in " + location, failure);
        }
    }

    @Override
    public boolean setProperties(Namespace namespace, Map<String, String> properties) {
        throw new UnsupportedOperationException("Properties of schemas do not change");
    }

    @Override
    public boolean removeProperties(Namespace namespace, Set<String> properties) {
        throw new UnsupportedOperationException("Properties of schemas do not change");
    }
}
