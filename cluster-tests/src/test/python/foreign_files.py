"""Parquet files as programs write them that know nothing of Iceberg, and what PyIceberg reads of a table that has taken them in."""

import datetime
import decimal
import pathlib
import sys

import pyarrow as pa
import pyarrow.fs as fs
import pyarrow.parquet as pq
from pyiceberg.table import StaticTable


def write(directory):
    plain = pathlib.Path(directory)
    (plain / "more").mkdir(parents=True)
    schema = pa.schema(
        [
            ("ID", pa.int32()),
            ("name", pa.string()),
            ("price", pa.decimal128(10, 2)),
            ("at", pa.timestamp("us")),
            ("tags", pa.list_(pa.string())),
            ("place", pa.struct([("town", pa.string()), ("zip", pa.int32())])),
            ("sizes", pa.map_(pa.string(), pa.int64())),
        ]
    )
    rows = [
        (1, "one", "1.50", 1, ["a", "b"], ("Bonn", 53111), [("s", 1)]),
        (2, None, None, 2, None, None, None),
        (3, "three", "-3.25", 3, [], ("Ulm", None), []),
    ]
    values = [
        {
            "ID": id,
            "name": name,
            "price": price and decimal.Decimal(price),
            "at": datetime.datetime(2024, 1, at, 12),
            "tags": tags,
            "place": place and {"town": place[0], "zip": place[1]},
            "sizes": sizes,
        }
        for id, name, price, at, tags, place, sizes in rows
    ]
    pq.write_table(pa.Table.from_pylist(values, schema), plain / "a.parquet")
    pq.write_table(pa.table({"name": ["four"], "ID": pa.array([4], pa.int32())}), plain / "more" / "b.parquet")
    pq.write_table(pa.table({"ID": ["text"]}), plain / "wrong.parquet")


def read(metadata):
    for row in sorted(StaticTable.from_metadata(metadata).scan().to_arrow().to_pylist(), key=lambda row: row["id"]):
        print(*row.values(), sep="|")


def upload(directory, endpoint, access_key, secret_key, target):
    bucket = fs.S3FileSystem(
        access_key=access_key, secret_key=secret_key, endpoint_override=endpoint, region="us-east-1"
    )
    for name in ["a.parquet", "more/b.parquet"]:
        with bucket.open_output_stream(f"{target}/{name}") as stream:
            stream.write((pathlib.Path(directory) / name).read_bytes())


{"write": write, "read": read, "upload": upload}[sys.argv[1]](*sys.argv[2:])
