package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.SerDeInfo;
import io.trino.hive.thrift.metastore.StorageDescriptor;
import io.trino.hive.thrift.metastore.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.Schema;

/** What the metastore keeps of tables and views, and how Iceberg's are told from others: by properties that all engines agree on. */
final class Entries {
    static final String LOCATION = BaseMetastoreTableOperations.METADATA_LOCATION_PROP;
    static final String ICEBERG_TABLE = "ICEBERG";
    static final String ICEBERG_VIEW = "ICEBERG-VIEW";
    static final String TABLE = "EXTERNAL_TABLE";
    static final String VIEW = "VIRTUAL_VIEW";

    private Entries() {}

    static boolean isTable(Table entry) {
        return ICEBERG_TABLE.equalsIgnoreCase(property(entry, BaseMetastoreTableOperations.TABLE_TYPE_PROP));
    }

    static boolean isView(Table entry) {
        return isAnyView(entry)
                && ICEBERG_VIEW.equalsIgnoreCase(property(entry, BaseMetastoreTableOperations.TABLE_TYPE_PROP));
    }

    /** Whether it is a view, of Iceberg or of Hive or of Trino. */
    static boolean isAnyView(Table entry) {
        return VIEW.equalsIgnoreCase(entry.getTableType())
                || "MATERIALIZED_VIEW".equalsIgnoreCase(entry.getTableType());
    }

    /** Where its metadata is; empty when it has none. */
    static String metadataLocation(Table entry) {
        return property(entry, LOCATION);
    }

    private static String property(Table entry, String name) {
        return Optional.ofNullable(entry.getParameters())
                .map(properties -> properties.get(name))
                .orElse("");
    }

    /** A new entry that nothing is said of yet. */
    static Table blank(String database, String name, String type) {
        int now = Math.toIntExact(Instant.now().getEpochSecond());
        Table entry = new Table()
                .setDbName(database)
                .setTableName(name)
                .setOwner(System.getProperty("user.name"))
                .setCreateTime(now)
                .setLastAccessTime(now)
                .setRetention(Integer.MAX_VALUE)
                .setPartitionKeys(List.of())
                .setParameters(new HashMap<>())
                .setTableType(type);
        if (type.equals(TABLE)) {
            entry.getParameters().put("EXTERNAL", "TRUE");
        }
        return entry;
    }

    /** Columns and place, for those who look at the metastore alone; the formats are such that Hive reads nothing by itself. */
    static StorageDescriptor storage(Schema schema, String location) {
        return new StorageDescriptor()
                .setCols(HiveTypes.columns(schema))
                .setLocation(location)
                .setInputFormat("org.apache.hadoop.mapred.FileInputFormat")
                .setOutputFormat("org.apache.hadoop.mapred.FileOutputFormat")
                .setSerdeInfo(new SerDeInfo()
                        .setSerializationLib("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                        .setParameters(new HashMap<>()))
                .setParameters(new HashMap<>());
    }

    /** Brings the properties up to those of the metadata; what was taken from it goes here as well. */
    static void describe(Table entry, String type, Map<String, String> before, Map<String, String> after) {
        Map<String, String> properties = new HashMap<>(entry.getParameters());
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(properties::remove);
        properties.putAll(after);
        properties.put(BaseMetastoreTableOperations.TABLE_TYPE_PROP, type);
        entry.setParameters(properties);
    }
}
