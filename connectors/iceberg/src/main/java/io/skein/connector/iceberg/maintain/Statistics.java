package io.skein.connector.iceberg.maintain;

import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateStatistics;

/** What ANALYZE has learnt of a table. */
final class Statistics {
    private Statistics() {}

    /** The files stay: other metadata files of the table may name them. */
    static void drop(Table table) {
        UpdateStatistics update = table.updateStatistics();
        table.statisticsFiles().stream().map(StatisticsFile::snapshotId).forEach(update::removeStatistics);
        update.commit();
    }
}
