package io.skein.connector.tpch;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import java.util.ArrayList;
import java.util.List;

/** Cuts a table into parts of half a million rows, smaller ones where that gives too few, and never below ten thousand. */
final class TpchSplitSource implements SplitSource {
    private static final long ROWS_PER_SPLIT = 500_000;
    private static final long LEAST_ROWS_PER_SPLIT = 10_000;
    private static final int BYTES_PER_ROW = 100;

    private final SchemaTableName table;
    private final double scale;
    private final long rows;
    private final int parts;
    private int made;

    TpchSplitSource(SchemaTableName table, long rows, int leastSplits) {
        this.table = table;
        this.scale = ScaleFactor.of(table.schema()).orElseThrow().value();
        this.rows = rows;
        long wanted = Math.max(leastSplits, rows / ROWS_PER_SPLIT);
        this.parts = (int) Math.clamp(wanted, 1, Math.max(1, rows / LEAST_ROWS_PER_SPLIT));
    }

    @Override
    public List<Split> next(int maximum) {
        List<Split> splits = new ArrayList<>();
        while (made < parts && splits.size() < maximum) {
            made++;
            TpchSplit split = new TpchSplit(scale, table.table(), made, parts);
            splits.add(new Split.PageSplit(split.encode(), rows / parts * BYTES_PER_ROW, rows / parts));
        }
        return splits;
    }

    @Override
    public void close() {
        made = parts;
    }
}
