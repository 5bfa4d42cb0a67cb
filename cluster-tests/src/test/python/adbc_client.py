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

    objects = connection.adbc_get_objects(depth="tables", catalog_filter="tpch", db_schema_filter="tiny").read_all().to_pylist()
    tables = [table["table_name"] for table in objects[0]["catalog_db_schemas"][0]["db_schema_tables"]]
    assert "nation" in tables and len(tables) == 8, tables
    schema = connection.adbc_get_table_schema("nation", catalog_filter="tpch", db_schema_filter="tiny")
    assert schema.names == ["nationkey", "name", "regionkey", "comment"], schema
    assert connection.adbc_get_info()["vendor_name"] == "Skein"
