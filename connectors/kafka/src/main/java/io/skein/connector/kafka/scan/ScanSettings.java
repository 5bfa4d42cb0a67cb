package io.skein.connector.kafka.scan;

import io.skein.spi.connector.CatalogProperties;

/**
 * How tables are read.
 *
 * @param prefix of the internal columns' names
 * @param hidden whether internal columns are hidden
 * @param messagesPerSplit how many offsets a split has at most
 * @param trustTimestamps whether an upper bound of timestamps ends the scan of topics too whose timestamps need not grow with the offsets
 */
public record ScanSettings(String prefix, boolean hidden, int messagesPerSplit, boolean trustTimestamps) {
    private static final int MESSAGES = 100_000;

    public static ScanSettings of(CatalogProperties properties) {
        return new ScanSettings(
                properties.text("kafka.internal-column-prefix").orElse("_"),
                properties.flag("kafka.hide-internal-columns", true),
                properties.integer("kafka.messages-per-split", MESSAGES, 1, Integer.MAX_VALUE),
                properties.flag("kafka.timestamp-upper-bound-force-push-down-enabled", false));
    }
}
