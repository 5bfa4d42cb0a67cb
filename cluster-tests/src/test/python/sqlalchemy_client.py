"""SQLAlchemy's inspector and pandas over the trino package's dialect: arguments are the HTTP and the Flight address."""
import datetime
import sys
import uuid

import pandas
from dateutil.relativedelta import relativedelta
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.types import BIGINT, INTEGER, VARCHAR

ADDRESS = sys.argv[1].removeprefix("http://")
engine = create_engine(f"trino://lab@{ADDRESS}/tpch/tiny")


def described(columns):
    return [(column["name"], repr(column["type"]), column["nullable"], column["comment"]) for column in columns]


inspector = inspect(engine)
assert inspector.default_schema_name == "tiny"
assert sorted(inspector.get_schema_names())[:3] == ["information_schema", "sf1", "sf100"]
assert sorted(inspector.get_table_names()) == [
    "customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier"
]
assert inspector.get_view_names() == []
assert described(inspector.get_columns("nation")) == [
    ("nationkey", repr(BIGINT()), False, None),
    ("name", repr(VARCHAR(25)), False, None),
    ("regionkey", repr(BIGINT()), False, None),
    ("comment", repr(VARCHAR(152)), False, None),
], inspector.get_columns("nation")
assert inspector.get_indexes("nation") == []
assert inspector.get_foreign_keys("nation") == []
assert inspector.get_unique_constraints("nation") == []
assert inspector.get_check_constraints("nation") == []
assert inspector.get_pk_constraint("nation") == {"name": None, "constrained_columns": []}
assert inspector.get_sequence_names() == []
assert inspector.get_temp_table_names() == [] and inspector.get_temp_view_names() == []
assert inspector.get_table_comment("nation") == {"text": None}
assert inspector.has_table("nation") and not inspector.has_table("nope")
try:
    inspector.get_columns("nope")
    raise AssertionError("answered")
except NoSuchTableError as error:
    assert str(error) == "schema=None, table=nope", error

memory = create_engine(f"trino://lab@{ADDRESS}/memory/default")
with memory.connect() as connection:
    connection.execute(
        text("CREATE TABLE alchemy_table (a integer COMMENT 'first', b varchar(5)) COMMENT 'a table'")
    )
    connection.execute(text("CREATE VIEW alchemy_view COMMENT 'a view' AS SELECT a FROM alchemy_table"))
    inspector = inspect(memory)
    assert "alchemy_table" in inspector.get_table_names() and "alchemy_view" not in inspector.get_table_names()
    assert inspector.get_view_names() == ["alchemy_view"]
    assert inspector.get_view_definition("alchemy_view").split() == ["SELECT", "a", "FROM", "alchemy_table"]
    assert described(inspector.get_columns("alchemy_table")) == [
        ("a", repr(INTEGER()), True, "first"),
        ("b", repr(VARCHAR(5)), True, None),
    ], inspector.get_columns("alchemy_table")
    assert described(inspector.get_columns("alchemy_view")) == [("a", repr(INTEGER()), True, None)]
    assert inspector.get_table_comment("alchemy_table") == {"text": "a table"}
    assert inspector.get_table_comment("alchemy_view") == {"text": "a view"}
    connection.execute(text("INSERT INTO alchemy_table VALUES (:a, :b)"), {"a": 7, "b": "seven"})
    assert pandas.read_sql_table("alchemy_table", connection).to_dict("records") == [{"a": 7, "b": "seven"}]
    connection.execute(text("DROP VIEW alchemy_view"))
    connection.execute(text("DROP TABLE alchemy_table"))

# Every type: the expression, what pandas makes of the column, and the value.
DIGEST = "object of text"
TYPES = [
    ("true", "bool", True),
    ("TINYINT '1'", "int64", 1),
    ("SMALLINT '2'", "int64", 2),
    ("3", "int64", 3),
    ("BIGINT '4'", "int64", 4),
    ("REAL '1.5'", "float64", 1.5),
    ("2.5e0", "float64", 2.5),
    ("1.50", "float64", 1.5),
    ("'x'", "str", "x"),
    ("CAST('y' AS char(3))", "str", "y  "),
    ("X'ff'", "object", b"\xff"),
    ("DATE '2020-02-29'", "object", datetime.date(2020, 2, 29)),
    ("TIME '01:02:03.123'", "object", datetime.time(1, 2, 3, 123000)),
    (
        "TIME '01:02:03+05:30'",
        "object",
        datetime.time(1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30))),
    ),
    ("TIMESTAMP '2020-02-29 01:02:03.456'", "datetime64[us]", pandas.Timestamp("2020-02-29 01:02:03.456")),
    ("TIMESTAMP '2020-02-29 01:02:03.123456'", "datetime64[us]", pandas.Timestamp("2020-02-29 01:02:03.123456")),
    (
        "TIMESTAMP '2020-02-29 01:02:03 Europe/Paris'",
        "datetime64[us, UTC]",
        pandas.Timestamp("2020-02-29 00:02:03", tz="UTC"),
    ),
    ("INTERVAL '1-2' YEAR TO MONTH", "object", relativedelta(years=1, months=2)),
    ("INTERVAL '1' DAY", "timedelta64[us]", pandas.Timedelta(days=1)),
    ("""JSON '{"a":1}'""", "str", '{"a":1}'),
    (
        "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
        "object",
        uuid.UUID("12151fd2-7586-11e9-8f9e-2a86e4085a59"),
    ),
    ("IPADDRESS '10.0.0.1'", "str", "10.0.0.1"),
    ("ARRAY[1, NULL]", "object", [1, None]),
    ("MAP(ARRAY['k'], ARRAY[1])", "object", {"k": 1}),
    ("CAST(ROW(1, 'z') AS ROW(p integer, q varchar))", "object", (1, "z")),
    ("NULL", "object", None),
    ("approx_set(1)", "str", DIGEST),
    ("CAST(NULL AS P4HyperLogLog)", "object", None),
    ("tdigest_agg(1e0)", "str", DIGEST),
    ("qdigest_agg(BIGINT '1')", "str", DIGEST),
    ("make_set_digest(1)", "str", DIGEST),
]
with engine.connect() as connection:
    for expression, dtype, value in TYPES:
        # A colon would be a parameter to SQLAlchemy.
        frame = pandas.read_sql(text(f"SELECT {expression} AS c".replace(":", "\\:")), connection)
        assert str(frame.dtypes["c"]) == dtype, (expression, frame.dtypes["c"])
        answer = frame.iloc[0]["c"]
        if value == DIGEST:
            assert isinstance(answer, str) and answer, (expression, answer)
        else:
            assert (answer is None if value is None else answer == value), (expression, answer)
    frame = pandas.read_sql(text("SELECT nationkey, name FROM nation ORDER BY nationkey"), connection)
    assert frame.shape == (25, 2) and frame["name"].iloc[3] == "CANADA"
