"""pyarrow.flight with commands of Flight SQL put together by hand: arguments are the HTTP and the Flight address."""
import sys

import pyarrow
import pyarrow.flight as flight

TYPES = "type.googleapis.com/arrow.flight.protocol.sql."


def field(number, payload):
    """A length-delimited protobuf field."""
    size, prefix = len(payload), b""
    while size > 127:
        prefix, size = prefix + bytes([size & 127 | 128]), size >> 7
    return bytes([number << 3 | 2]) + prefix + bytes([size]) + payload


def command(name, *fields):
    return flight.FlightDescriptor.for_command(field(1, (TYPES + name).encode()) + field(2, b"".join(fields)))


client = flight.FlightClient("grpc://" + sys.argv[2])
token = client.authenticate_basic_token("lab", "unused")
options = flight.FlightCallOptions(headers=[token, (b"catalog", b"tpch"), (b"schema", b"tiny")])


def fetch(descriptor):
    info = client.get_flight_info(descriptor, options)
    return info, client.do_get(info.endpoints[0].ticket, options).read_all()


info, rows = fetch(command("CommandStatementQuery", field(1, b"SELECT regionkey, name FROM region ORDER BY regionkey")))
assert info.schema.names == ["regionkey", "name"], info.schema
assert rows.column("name").to_pylist() == ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"], rows

_, catalogs = fetch(command("CommandGetCatalogs"))
assert "tpch" in catalogs.column(0).to_pylist(), catalogs

sql = (
    b"SELECT INTERVAL '14' MONTH, INTERVAL '1' DAY, TIMESTAMP '2020-01-01 00:00:00 Asia/Tokyo', CAST('a' AS char(3)),"
    b" CAST(ROW(1, 'x') AS ROW(a bigint, b varchar))"
)
_, rows = fetch(command("CommandStatementQuery", field(1, sql)))
values = [column[0].as_py() for column in rows.columns]
assert values[0].months == 14 and values[1].total_seconds() == 86400, values
assert values[2].isoformat() == "2019-12-31T15:00:00+00:00", values
assert values[3:] == ["a  ", {"a": 1, "b": "x"}], values

try:
    fetch(command("CommandStatementQuery", field(1, b"SELEC 1")))
    raise AssertionError("answered")
except pyarrow.ArrowException as error:
    assert "SYNTAX_ERROR: line 1:1: mismatched input 'SELEC'" in str(error), error
