"""ADBC's Flight SQL driver: arguments are the HTTP and the Flight address."""
import sys

import adbc_driver_flightsql.dbapi as flightsql
import adbc_driver_manager

HEADER = "adbc.flight.sql.rpc.call_header."
options = {"username": "lab", "password": "unused", HEADER + "catalog": "tpch", HEADER + "schema": "tiny"}

with flightsql.connect("grpc://" + sys.argv[2], db_kwargs=options, autocommit=True) as connection:
    with connection.cursor() as cursor:

        def query(sql, *parameters):
            cursor.execute(sql, parameters=list(parameters) or None)
            return cursor.fetchall()

        assert query("SELECT 1 AS one") == [(1,)]
        assert cursor.description[0][0] == "one"
        assert query("SELECT name FROM nation WHERE nationkey = ?", 3) == [("CANADA",)]

        cursor.execute("SELECT * FROM lineitem")
        assert sum(batch.num_rows for batch in cursor.fetch_record_batch()) == 60175

        try:
            query("SELECT * FROM nope")
            raise AssertionError("answered")
        except adbc_driver_manager.Error as error:
            assert "TABLE_NOT_FOUND: line 1:15: Table 'tpch.tiny.nope' does not exist" in str(error), error

        query("CREATE TABLE memory.default.adbc_numbers (n bigint)")
        cursor.executemany("INSERT INTO memory.default.adbc_numbers VALUES (?)", [[1], [2], [3]])
        assert cursor.rowcount == 3, cursor.rowcount
        assert query("SELECT sum(n) FROM memory.default.adbc_numbers") == [(6,)]
        query("DROP TABLE memory.default.adbc_numbers")

    def objects(**filters):
        return connection.adbc_get_objects(**filters).read_all().to_pylist()

    def tables(**filters):
        return [
            (catalog["catalog_name"], schema["db_schema_name"], table["table_name"], table["table_type"])
            for catalog in objects(depth="tables", **filters)
            for schema in catalog["catalog_db_schemas"]
            for table in schema["db_schema_tables"]
        ]

    def columns(**filters):
        return [
            (table["table_name"], column["ordinal_position"], column["column_name"], column["xdbc_type_name"])
            for catalog in objects(depth="all", **filters)
            for schema in catalog["catalog_db_schemas"]
            for table in schema["db_schema_tables"]
            for column in table["table_columns"]
        ]

    assert {"iceberg", "memory", "tpcds", "tpch"} <= {each["catalog_name"] for each in objects(depth="catalogs")}
    schemas = objects(depth="db_schemas", catalog_filter="tpc_", db_schema_filter="sf1__")
    assert [each["catalog_name"] for each in schemas] == ["tpch"]
    assert [each["db_schema_name"] for each in schemas[0]["catalog_db_schemas"]] == ["sf100"], schemas
    assert len(tables(catalog_filter="tpch", db_schema_filter="tiny")) == 8
    assert tables(catalog_filter="tpch", db_schema_filter="tin_", table_name_filter="part%") == [
        ("tpch", "tiny", "part", "TABLE"),
        ("tpch", "tiny", "partsupp", "TABLE"),
    ]
    assert tables(catalog_filter="tpch", db_schema_filter="tiny", table_types_filter=["VIEW"]) == []
    assert tables(catalog_filter="nope") == []
    assert columns(catalog_filter="tpch", db_schema_filter="tiny", table_name_filter="region") == [
        ("region", 1, "regionkey", "bigint"),
        ("region", 2, "name", "varchar(25)"),
        ("region", 3, "comment", "varchar(152)"),
    ]
    assert columns(
        catalog_filter="tpch", db_schema_filter="tiny", table_name_filter="nat%", column_name_filter="n%"
    ) == [("nation", 1, "nationkey", "bigint"), ("nation", 2, "name", "varchar(25)")]

    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW memory.default.adbc_view AS SELECT name FROM tpch.tiny.nation")
        assert tables(catalog_filter="memory", table_name_filter="adbc%") == [
            ("memory", "default", "adbc_view", "VIEW")
        ]
        assert columns(catalog_filter="memory", table_name_filter="adbc%") == [
            ("adbc_view", 1, "name", "varchar(25)")
        ]
        cursor.execute("DROP VIEW memory.default.adbc_view")
    assert connection.adbc_get_table_types() == ["TABLE", "VIEW"]

    schema = connection.adbc_get_table_schema("nation", catalog_filter="tpch", db_schema_filter="tiny")
    assert schema.names == ["nationkey", "name", "regionkey", "comment"], schema
    assert connection.adbc_get_info()["vendor_name"] == "Skein"
