package io.skein.connector.iceberg.analyze;

/**
 * Whether distinct values are counted, and what is known of them used.
 *
 * @param enabled at all
 * @param collectedOnWrite also of what CREATE TABLE AS and INSERT write
 */
public record ExtendedStatistics(boolean enabled, boolean collectedOnWrite) {
    /** Whether sinks look at the values that they write. */
    public boolean learnFromWrites() {
        return enabled && collectedOnWrite;
    }
}
