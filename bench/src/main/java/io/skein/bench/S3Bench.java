package io.skein.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TPC-H over tables in S3: what a cold cache fetches, and how a warm one does against the same tables on the local disk. */
final class S3Bench {
    private static final Pattern CACHE = Pattern.compile(
            "FILE_CACHE.*needed ([0-9.]+)MB, hit ratio ([0-9.]+)%, fetched ([0-9.]+)MB in (\\d+) requests");
    private static final double PERCENT = 100;

    private S3Bench() {}

    static void run(Options options) throws Exception {
        String schema = options.text("schema", "tpch_sf1");
        try (JdbcContender plans = JdbcContender.trino("S3", options.text("http", "127.0.0.1:8080"), "lake", schema);
                Contender remote = new FlightSqlContender(options.text("flight", "127.0.0.1:32010"), "lake", schema);
                Contender local = new FlightSqlContender(options.text("flight", "127.0.0.1:32010"), "local", schema)) {
            cold(plans);
            TpchBench.warmUp(List.of(remote, local), options);
            warm(remote, local, options.number("runs", 5));
        }
    }

    /** Every query once, from an empty cache on; what an earlier one has fetched is there for the later. */
    private static void cold(JdbcContender plans) throws Exception {
        System.out.println("query   missing MB   fetched MB   requests");
        double missing = 0;
        double fetched = 0;
        for (int number = 1; number <= TpchBench.QUERIES; number++) {
            String plan = plan(plans, TpchBench.query(number));
            Matcher cache = CACHE.matcher(plan);
            double queryMissing = 0;
            double queryFetched = 0;
            int requests = 0;
            while (cache.find()) {
                queryMissing += Double.parseDouble(cache.group(1)) * (1 - Double.parseDouble(cache.group(2)) / PERCENT);
                queryFetched += Double.parseDouble(cache.group(3));
                requests += Integer.parseInt(cache.group(4));
            }
            System.out.printf("q%02d   %12.2f %12.2f %10d%n", number, queryMissing, queryFetched, requests);
            missing += queryMissing;
            fetched += queryFetched;
        }
        System.out.printf(
                "total %12.2f %12.2f, fetched / missing column chunks and footers: %.3f%n",
                missing, fetched, fetched / missing);
    }

    private static String plan(JdbcContender plans, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = plans.connection().createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN ANALYZE " + query)) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private static void warm(Contender remote, Contender local, int runs) throws Exception {
        System.out.println("query     S3, warm        local   (ms, best of " + runs + ")");
        double remoteTotal = 0;
        double localTotal = 0;
        for (int number = 1; number <= TpchBench.QUERIES; number++) {
            String sql = TpchBench.query(number);
            double remoteBest = Sample.of(runs, remote, sql).best();
            double localBest = Sample.of(runs, local, sql).best();
            System.out.printf("q%02d  %12.1f %12.1f%n", number, remoteBest, localBest);
            remoteTotal += remoteBest;
            localTotal += localBest;
        }
        System.out.printf("total%12.1f %12.1f, S3 / local: %.2f%n", remoteTotal, localTotal, remoteTotal / localTotal);
    }
}
