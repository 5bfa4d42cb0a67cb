package io.skein.connector.tpcds;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.trino.tpcds.Scaling;
import io.trino.tpcds.Table;
import java.util.ArrayList;
import java.util.List;

/** Cuts a table into ranges of a quarter million rows, smaller ones where that gives too few, and never below ten thousand. */
final class TpcdsSplitSource implements SplitSource {
    private static final long ROWS_PER_SPLIT = 250_000;
    private static final long LEAST_ROWS_PER_SPLIT = 10_000;
    private static final int BYTES_PER_ROW = 150;

    private final TpcdsSplit whole;
    private final long rows;
    private final int parts;
    private int made;

    private TpcdsSplitSource(TpcdsSplit whole, long rows, int parts) {
        this.whole = whole;
        this.rows = rows;
        this.parts = parts;
    }

    /** {@code rows} is how many come out; a sale that the generator counts as one row has several. */
    static TpcdsSplitSource of(SchemaTableName name, long rows, int leastSplits) {
        Table table = Tables.get(name.table());
        double scale = ScaleFactor.of(name.schema()).orElseThrow().value();
        long counted = new Scaling(scale).getRowCount(Tables.counted(table));
        long wanted = Tables.divisible(table) ? Math.max(leastSplits, rows / ROWS_PER_SPLIT) : 1;
        int parts = (int) Math.clamp(wanted, 1, Math.max(1, rows / LEAST_ROWS_PER_SPLIT));
        return new TpcdsSplitSource(new TpcdsSplit(scale, table.getName(), 1, counted), rows, parts);
    }

    @Override
    public List<Split> next(int maximum) {
        List<Split> splits = new ArrayList<>();
        while (made < parts && splits.size() < maximum) {
            long first = whole.last() * made / parts + 1;
            made++;
            TpcdsSplit range = new TpcdsSplit(whole.scale(), whole.table(), first, whole.last() * made / parts);
            splits.add(new Split.PageSplit(range.encode(), rows / parts * BYTES_PER_ROW, rows / parts));
        }
        return splits;
    }

    @Override
    public void close() {
        made = parts;
    }
}
