"""The trino package: arguments are the HTTP and the Flight address."""
import datetime
import decimal
import sys
import urllib.parse

import trino

server = urllib.parse.urlparse(sys.argv[1])
connection = trino.dbapi.connect(host=server.hostname, port=server.port, user="lab", catalog="tpch", schema="tiny")
cursor = connection.cursor()


def query(sql, *parameters):
    cursor.execute(sql, parameters) if parameters else cursor.execute(sql)
    return cursor.fetchall()


assert query("SELECT 1") == [[1]]
assert query("SELECT name FROM nation WHERE nationkey = ?", 3) == [["CANADA"]]
assert query("SELECT 1.50, DATE '2020-01-31', TIMESTAMP '2020-01-31 01:02:03', ARRAY[1, 2], NULL") == [
    [decimal.Decimal("1.50"), datetime.date(2020, 1, 31), datetime.datetime(2020, 1, 31, 1, 2, 3), [1, 2], None]
]
assert len(query("SELECT * FROM lineitem")) == 60175

try:
    query("SELECT nope FROM nation")
    raise AssertionError("answered")
except trino.exceptions.TrinoUserError as error:
    assert error.error_name == "COLUMN_NOT_FOUND", error
    assert error.message == "line 1:8: Column 'nope' cannot be resolved", error

query("CREATE TABLE memory.default.python_numbers (n bigint)")
assert query("INSERT INTO memory.default.python_numbers VALUES 1, 2, 3") == [[3]]
assert query("SELECT sum(n) FROM memory.default.python_numbers") == [[6]]
query("DROP TABLE memory.default.python_numbers")
