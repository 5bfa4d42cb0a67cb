package io.skein.tests.faults;

import java.util.SortedMap;
import java.util.TreeMap;

/** A statement that changes a table of (id, v), and what it makes of the rows. */
sealed interface Change {
    /** Ids of one batch of rows are all above this number times the batch's own, and below the next one's. */
    long BATCH = 10_000_000;

    /** Orders of TPC-H at scale factor 1 have keys up to here, of each {@link #GROUP} of them the first {@link #USED}. */
    long LAST_KEY = 6_000_000;

    long GROUP = 32;
    long USED = 8;

    /** Of all orders, these many batches can be made. */
    long SHARES = 5000;

    String sql(String table);

    Rows of(Rows before);

    /** About 300 rows; reading their keys takes a second. */
    record Insert(long batch, long share) implements Change {
        @Override
        public String sql(String table) {
            return "INSERT INTO " + table + " SELECT orderkey + " + batch * BATCH + ", " + batch + " FROM "
                    + orders(share);
        }

        @Override
        public Rows of(Rows before) {
            SortedMap<Long, Long> rows = new TreeMap<>(before.values());
            keys(share).forEach(key -> rows.put(key + batch * BATCH, batch));
            return new Rows(rows);
        }
    }

    /** Changes a third of a batch so that the order of two merges can be told, deletes a third, leaves a third; what is not there comes. */
    record Merge(long batch, long share, long number) implements Change {
        @Override
        public String sql(String table) {
            return "MERGE INTO " + table + " t USING (SELECT orderkey FROM " + orders(share)
                    + ") s ON t.id = s.orderkey + "
                    + batch * BATCH
                    + " WHEN MATCHED AND s.orderkey % 3 = 0 THEN UPDATE SET v = t.v * 3 + " + number
                    + " WHEN MATCHED AND s.orderkey % 3 = 1 THEN DELETE"
                    + " WHEN NOT MATCHED THEN INSERT VALUES (s.orderkey + " + batch * BATCH + ", " + number + ")";
        }

        @Override
        public Rows of(Rows before) {
            SortedMap<Long, Long> rows = new TreeMap<>(before.values());
            keys(share).forEach(key -> {
                long id = key + batch * BATCH;
                Long value = rows.get(id);
                if (value == null) {
                    rows.put(id, number);
                } else if (key % 3 == 0) {
                    // Like the engine's bigint, but for its overflow: numbers stay small.
                    rows.put(id, value * 3 + number);
                } else if (key % 3 == 1) {
                    rows.remove(id);
                }
            });
            return new Rows(rows);
        }
    }

    /** Makes larger files of small ones, and changes nothing. */
    record Optimize() implements Change {
        @Override
        public String sql(String table) {
            return "ALTER TABLE " + table + " EXECUTE optimize";
        }

        @Override
        public Rows of(Rows before) {
            return before;
        }
    }

    private static String orders(long share) {
        return "tpch.sf1.orders WHERE orderkey % " + SHARES + " = " + share;
    }

    private static java.util.stream.LongStream keys(long share) {
        return java.util.stream.LongStream.iterate(share, key -> key <= LAST_KEY, key -> key + SHARES)
                .filter(key -> key > 0 && key % GROUP < USED);
    }
}
