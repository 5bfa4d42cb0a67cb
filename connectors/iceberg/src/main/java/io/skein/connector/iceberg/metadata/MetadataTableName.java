package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.SchemaTableName;
import java.util.Locale;
import java.util.Optional;

/** The name of a metadata table: its table's, a dollar sign and what it tells. */
public record MetadataTableName(SchemaTableName table, Kind kind) {
    /** What metadata tables there are. */
    public enum Kind {
        PROPERTIES,
        HISTORY,
        SNAPSHOTS,
        MANIFESTS,
        ALL_MANIFESTS,
        PARTITIONS,
        FILES,
        ENTRIES,
        ALL_ENTRIES,
        REFS,
        METADATA_LOG_ENTRIES,
        UPKEEP;

        private static Optional<Kind> of(String suffix) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ENGLISH).equals(suffix)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Empty for a name that is none of a metadata table. */
    public static Optional<MetadataTableName> of(SchemaTableName name) {
        int dollar = name.table().lastIndexOf('$');
        if (dollar <= 0) {
            return Optional.empty();
        }
        SchemaTableName table = new SchemaTableName(name.schema(), name.table().substring(0, dollar));
        return Kind.of(name.table().substring(dollar + 1)).map(kind -> new MetadataTableName(table, kind));
    }
}
