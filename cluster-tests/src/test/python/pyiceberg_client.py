"""PyIceberg reads what Skein writes, and Skein reads what PyIceberg writes: types, partition transforms, schema evolution, deletes."""

import datetime
import decimal
import sys

import pyarrow as pa
import trino
from pyiceberg.catalog import load_catalog
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import BucketTransform, DayTransform, IdentityTransform, TruncateTransform
from pyiceberg.types import (
    BinaryType,
    BooleanType,
    DateType,
    DecimalType,
    DoubleType,
    FloatType,
    IntegerType,
    ListType,
    LongType,
    MapType,
    NestedField,
    StringType,
    StructType,
    TimestampType,
    TimestamptzType,
)

http, name, kind, uri, endpoint, access_key, secret_key = sys.argv[1:8]
host, port = http.removeprefix("http://").split(":")
cursor = trino.dbapi.connect(host=host, port=int(port), user="lab", catalog=name).cursor()
if kind == "hive":
    # PyIceberg asks for tables in a way that metastores of version 4 no longer know, and wants them set up to take any columns.
    from hive_metastore import ThriftHiveMetastore
    from hive_metastore.ttypes import GetTableRequest

    ThriftHiveMetastore.Client.get_table = lambda client, dbname, tbl_name: client.get_table_req(
        GetTableRequest(dbName=dbname, tblName=tbl_name)
    ).table
    alter_table = ThriftHiveMetastore.Client.alter_table_with_environment_context

    def alter_columns(client, **arguments):
        client.setMetaConf("hive.metastore.disallow.incompatible.col.type.changes", "false")
        alter_table(client, **arguments)

    ThriftHiveMetastore.Client.alter_table_with_environment_context = alter_columns
catalog = load_catalog(
    name,
    **{
        "type": kind,
        "uri": uri,
        "s3.endpoint": endpoint,
        "s3.access-key-id": access_key,
        "s3.secret-access-key": secret_key,
        "s3.region": "us-east-1",
        "s3.force-virtual-addressing": "false",
    },
)


def sql(statement):
    cursor.execute(statement)
    return [tuple(row) for row in cursor.fetchall()]


def same(left, right):
    assert left == right, f"{left!r} is not {right!r}"


UTC = datetime.timezone.utc
sql(f"CREATE SCHEMA {name}.py")

# Ours, read by PyIceberg.
sql(
    f"""CREATE TABLE {name}.py.ours (b boolean, i integer, l bigint, r real, d double, n decimal(20, 4), s varchar, x varbinary, day date,
    t timestamp(6), z timestamp(6) with time zone, a array(integer), m map(varchar, bigint), w row(p integer, q varchar))
    WITH (partitioning = ARRAY['day(t)', 'bucket(s, 4)', 'truncate(i, 10)'])"""
)
sql(
    f"""INSERT INTO {name}.py.ours VALUES
    (true, 17, 9007199254740993, REAL '1.5', 2.25, DECIMAL '1234567890123456.7891', 'eins', X'00FF', DATE '2026-11-28',
     TIMESTAMP '2026-11-28 10:11:12.123456', TIMESTAMP '2026-11-28 10:11:12.654321 UTC', ARRAY[1, NULL, 3], MAP(ARRAY['k'], ARRAY[5]), ROW(7, 'sieben')),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (false, -3, -1, REAL '-0.5', -1e300, DECIMAL '-0.0001', '', X'', DATE '1969-12-31',
     TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999 UTC', ARRAY[], MAP(), ROW(NULL, NULL))"""
)
rows = sorted(catalog.load_table("py.ours").scan().to_arrow().to_pylist(), key=lambda row: (row["i"] is None, row["i"]))
same(
    rows[1],
    {
        "b": True,
        "i": 17,
        "l": 9007199254740993,
        "r": 1.5,
        "d": 2.25,
        "n": decimal.Decimal("1234567890123456.7891"),
        "s": "eins",
        "x": b"\x00\xff",
        "day": datetime.date(2026, 11, 28),
        "t": datetime.datetime(2026, 11, 28, 10, 11, 12, 123456),
        "z": datetime.datetime(2026, 11, 28, 10, 11, 12, 654321, UTC),
        "a": [1, None, 3],
        "m": [("k", 5)],
        "w": {"p": 7, "q": "sieben"},
    },
)
same([rows[0]["i"], rows[0]["s"], rows[0]["t"]], [-3, "", datetime.datetime(1969, 12, 31, 23, 59, 59, 999999)])
same(set(rows[2].values()), {None})
same(catalog.load_table("py.ours").scan(row_filter="s = 'eins'", selected_fields=("l",)).to_arrow().to_pylist(), [{"l": 9007199254740993}])

# Our position deletes.
sql(f"CREATE TABLE {name}.py.deleted AS SELECT orderkey, comment FROM tpch.tiny.orders")
sql(f"DELETE FROM {name}.py.deleted WHERE orderkey % 3 = 0")
(count, total) = sql("SELECT count(*), sum(orderkey) FROM tpch.tiny.orders WHERE orderkey % 3 <> 0")[0]
left = catalog.load_table("py.deleted").scan().to_arrow()
same((left.num_rows, sum(left["orderkey"].to_pylist())), (count, total))

# PyIceberg's, read by us.
schema = Schema(
    NestedField(1, "b", BooleanType()),
    NestedField(2, "i", IntegerType()),
    NestedField(3, "l", LongType()),
    NestedField(4, "r", FloatType()),
    NestedField(5, "d", DoubleType()),
    NestedField(6, "n", DecimalType(20, 4)),
    NestedField(7, "s", StringType()),
    NestedField(8, "x", BinaryType()),
    NestedField(9, "day", DateType()),
    NestedField(10, "t", TimestampType()),
    NestedField(11, "z", TimestamptzType()),
    NestedField(12, "a", ListType(13, IntegerType(), element_required=False)),
    NestedField(14, "m", MapType(15, StringType(), 16, LongType(), value_required=False)),
    NestedField(17, "w", StructType(NestedField(18, "p", IntegerType()), NestedField(19, "q", StringType()))),
)
theirs = catalog.create_table(
    "py.theirs",
    schema,
    partition_spec=PartitionSpec(
        PartitionField(10, 1000, DayTransform(), "t_day"),
        PartitionField(7, 1001, BucketTransform(4), "s_bucket"),
        PartitionField(2, 1002, TruncateTransform(10), "i_truncated"),
        PartitionField(1, 1003, IdentityTransform(), "b"),
    ),
)
data = pa.Table.from_pylist([rows[1], rows[0]], schema=theirs.schema().as_arrow())
theirs.append(data)
theirs.append(pa.Table.from_pylist([rows[2]], schema=theirs.schema().as_arrow()))
same(
    sql(f"SELECT b, i, l, r, d, n, s, to_hex(x), day, cast(t AS varchar), cast(z AS varchar), a, m, w.p, w.q FROM {name}.py.theirs WHERE i = 17"),
    [
        (
            True,
            17,
            9007199254740993,
            1.5,
            2.25,
            decimal.Decimal("1234567890123456.7891"),
            "eins",
            "00FF",
            datetime.date(2026, 11, 28),
            "2026-11-28 10:11:12.123456",
            "2026-11-28 10:11:12.654321 UTC",
            [1, None, 3],
            {"k": 5},
            7,
            "sieben",
        )
    ],
)
same(sql(f"SELECT count(*), count(i), count(t), sum(i) FROM {name}.py.theirs"), [(3, 2, 2, 14)])
same(sql(f"SELECT i FROM {name}.py.theirs WHERE t < TIMESTAMP '1970-01-01 00:00:00'"), [(-3,)])

# Schema evolution from either side. The Nessie of the tests wants of a client what PyIceberg no longer says of new columns.
evolves = not name.startswith("nessie")
if evolves:
    with theirs.update_schema() as update:
        update.add_column("added", StringType())
        update.rename_column("l", "long")
        update.delete_column("d")
        update.update_column("i", LongType())
    sql(f"INSERT INTO {name}.py.theirs (i, long, s, added) VALUES (5000000000, 1, 'zwei', 'new')")
    same(
        sql(f"SELECT i, long, s, added FROM {name}.py.theirs WHERE i IS NOT NULL ORDER BY i"),
        [(-3, -1, "", None), (17, 9007199254740993, "eins", None), (5000000000, 1, "zwei", "new")],
    )
sql(f"ALTER TABLE {name}.py.ours RENAME COLUMN l TO long")
sql(f"ALTER TABLE {name}.py.ours ADD COLUMN added varchar")
again = catalog.load_table("py.ours").scan(row_filter="i = 17").to_arrow().to_pylist()[0]
same((again["long"], again["added"]), (9007199254740993, None))

# Their deletes, which write files anew.
theirs = catalog.load_table("py.theirs")
theirs.delete("s = 'eins'")
same(sql(f"SELECT count(*), max(i) FROM {name}.py.theirs"), [(3, 5000000000)] if evolves else [(2, -3)])

for table in ("ours", "theirs", "deleted"):
    sql(f"DROP TABLE {name}.py.{table}")
sql(f"DROP SCHEMA {name}.py")
print("ok")
