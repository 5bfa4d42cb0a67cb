package io.skein.connector.iceberg;

import io.skein.connector.iceberg.adopt.AddFiles;
import io.skein.connector.iceberg.analyze.ExtendedStatistics;
import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.CatalogTypes;
import io.skein.connector.iceberg.file.LocalStorage;
import io.skein.connector.iceberg.file.Storage;
import io.skein.connector.iceberg.maintain.Retention;
import io.skein.connector.iceberg.s3.S3Settings;
import io.skein.connector.iceberg.s3.S3Storage;
import io.skein.connector.iceberg.table.PropertyRules;
import io.skein.connector.iceberg.table.UpkeepOptions;
import io.skein.connector.iceberg.table.UpkeepSettings;
import io.skein.connector.iceberg.upkeep.UpkeepDefaults;
import io.skein.connector.iceberg.view.IcebergMaterializedViews.Refreshing;
import io.skein.connector.iceberg.write.Rewrites;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Durations;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A catalog's settings, under Trino's names. */
record IcebergConfiguration(
        PropertyRules properties,
        CatalogSettings tables,
        Storage storage,
        DataFiles files,
        Retention retention,
        Features features,
        UpkeepDefaults upkeep,
        Duration dynamicFilterWait) {
    private static final String FORMER_SECRET_KEY = "hive.s3.aws-secret-key";
    private static final long TARGET_FILE_BYTES = 128L << 20;
    private static final int MOST_PARTITIONS = 1_000_000;
    private static final int PARTITIONS = 100;
    private static final int FEW = 10;

    /** What can be turned off. */
    record Features(AddFiles.Permission addFiles, Refreshing refreshing, ExtendedStatistics statistics) {}

    /**
     * How data files are written.
     *
     * @param targetBytes sinks begin a new file about here
     * @param maximumPartitions how many partitions one sink may write
     */
    record DataFiles(long targetBytes, Compression compression, int maximumPartitions) {}

    /** How data files are compressed. */
    enum Compression {
        NONE("uncompressed"),
        SNAPPY("snappy"),
        GZIP("gzip"),
        ZSTD("zstd");

        private final String kernelName;

        Compression(String kernelName) {
            this.kernelName = kernelName;
        }

        String kernelName() {
            return kernelName;
        }
    }

    /** How data files are laid out. */
    private enum Format {
        PARQUET
    }

    static IcebergConfiguration parse(String catalog, Map<String, String> entries) {
        CatalogProperties properties = CatalogProperties.of(catalog, entries);
        formerNames(properties);
        properties.choice("iceberg.file-format", Format.PARQUET);
        S3Settings s3 = S3Settings.parse(properties);
        Retention retention = new Retention(
                properties.duration("iceberg.expire-snapshots.min-retention", Retention.DEFAULT),
                properties.duration("iceberg.remove-orphan-files.min-retention", Retention.DEFAULT));
        Storage storage = properties.flag("fs.native-s3.enabled", false) ? new S3Storage(s3) : new LocalStorage();
        CatalogSettings tables = CatalogTypes.parse(catalog, properties, storage::normalized);
        IcebergConfiguration configuration = new IcebergConfiguration(
                new PropertyRules(
                        catalog,
                        Set.copyOf(List.of(properties
                                .text("iceberg.allowed-extra-properties")
                                .orElse("")
                                .toLowerCase(Locale.ENGLISH)
                                .split("\\s*,\\s*"))),
                        properties.flag("iceberg.object-store-layout.enabled", false)
                                ? PropertyRules.Layout.OBJECT_STORE
                                : PropertyRules.Layout.PLAIN,
                        tables.directory(),
                        retention.snapshots()),
                tables,
                storage,
                new DataFiles(
                        properties.bytes("iceberg.target-max-file-size", TARGET_FILE_BYTES),
                        properties.choice("iceberg.compression-codec", Compression.ZSTD),
                        properties.integer("iceberg.max-partitions-per-writer", PARTITIONS, 1, MOST_PARTITIONS)),
                retention,
                new Features(
                        properties.flag("iceberg.add-files-procedure.enabled", false)
                                ? AddFiles.Permission.GRANTED
                                : AddFiles.Permission.DENIED,
                        properties.flag("iceberg.incremental-refresh-enabled", true)
                                ? Refreshing.INCREMENTAL
                                : Refreshing.FULL,
                        new ExtendedStatistics(
                                properties.flag("iceberg.extended-statistics.enabled", true),
                                properties.flag("iceberg.extended-statistics.collect-on-write", true))),
                upkeep(catalog, properties, retention.snapshots()),
                properties.duration("iceberg.dynamic-filtering.wait-timeout", Duration.ofSeconds(1)));
        properties.end();
        return configuration;
    }

    private static UpkeepDefaults upkeep(String catalog, CatalogProperties properties, Duration minimumRetention) {
        Duration retention = properties.duration(
                "iceberg.upkeep.snapshot-retention",
                minimumRetention.compareTo(Retention.DEFAULT) > 0 ? minimumRetention : Retention.DEFAULT);
        if (retention.compareTo(minimumRetention) < 0) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    ("Catalog '%s' has a bad value for 'iceberg.upkeep.snapshot-retention': %s is shorter than "
                                    + "iceberg.expire-snapshots.min-retention, which is %s")
                            .formatted(catalog, Durations.text(retention), Durations.text(minimumRetention)));
        }
        return new UpkeepDefaults(
                catalog,
                properties.duration("iceberg.upkeep.check-interval", Duration.ofMinutes(10)),
                new UpkeepSettings(
                        properties.flag("iceberg.upkeep.enabled", false),
                        properties.duration("iceberg.upkeep.interval", Duration.ofDays(1)),
                        retention,
                        properties.bytes("iceberg.upkeep.small-file-size", Rewrites.SMALL_FILE_BYTES),
                        properties.integer(
                                "iceberg.upkeep.small-file-count", FEW, UpkeepOptions.LEAST_COUNT, Integer.MAX_VALUE),
                        properties.integer(
                                "iceberg.upkeep.manifest-count", FEW, UpkeepOptions.LEAST_COUNT, Integer.MAX_VALUE)),
                minimumRetention);
    }

    /** Keys whose values are not shown. */
    static Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(S3Settings.SECRETS);
        secrets.addAll(CatalogTypes.secrets());
        secrets.add(FORMER_SECRET_KEY);
        return secrets;
    }

    private static void formerNames(CatalogProperties properties) {
        properties.renamed("hive.s3.endpoint", "s3.endpoint");
        properties.renamed("hive.s3.region", "s3.region");
        properties.renamed("hive.s3.path-style-access", "s3.path-style-access");
        properties.renamed("hive.s3.aws-access-key", "s3.aws-access-key");
        properties.renamed(FORMER_SECRET_KEY, S3Settings.SECRET_KEY);
        properties.withoutEffect(
                "enable-dynamic-filtering", "use the session property 'enable_dynamic_filtering' instead");
    }
}
