package io.skein.tests.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * A table of tpch.tiny.
 *
 * @param small a source of few rows: the table, or of a large one the rows of its first keys
 * @param columns names and kinds
 */
record Table(String name, String small, List<Column> columns) {
    static final List<Table> ALL = List.of(
            table("region", "region", "bigint regionkey, varchar name, varchar comment"),
            table("nation", "nation", "bigint nationkey, varchar name, bigint regionkey, varchar comment"),
            table(
                    "supplier",
                    "supplier",
                    "bigint suppkey, varchar name, bigint nationkey, varchar phone, double acctbal, varchar comment"),
            table(
                    "customer",
                    "(SELECT * FROM customer WHERE custkey <= 60)",
                    "bigint custkey, varchar name, bigint nationkey, double acctbal, varchar mktsegment"),
            table(
                    "part",
                    "(SELECT * FROM part WHERE partkey <= 60)",
                    "bigint partkey, varchar name, varchar brand, bigint size, varchar container, double retailprice"),
            table(
                    "partsupp",
                    "(SELECT * FROM partsupp WHERE partkey <= 12)",
                    "bigint partkey, bigint suppkey, bigint availqty, double supplycost"),
            table(
                    "orders",
                    "(SELECT * FROM orders WHERE orderkey <= 200)",
                    "bigint orderkey, bigint custkey, varchar orderstatus, double totalprice, date orderdate, varchar orderpriority"),
            table(
                    "lineitem",
                    "(SELECT * FROM lineitem WHERE orderkey <= 50)",
                    "bigint orderkey, bigint partkey, bigint suppkey, bigint linenumber, double extendedprice, double discount, varchar returnflag,"
                            + " date shipdate, date commitdate, varchar shipmode"));

    private static Table table(String name, String small, String columns) {
        return new Table(
                name,
                small,
                Arrays.stream(columns.split(", ?"))
                        .map(column -> column.split(" "))
                        .map(column ->
                                new Column(column[1], Kind.valueOf(column[0].toUpperCase(java.util.Locale.ROOT))))
                        .toList());
    }
}
