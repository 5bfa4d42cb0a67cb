CREATE TABLE SCHEMA.s AS SELECT orderkey, custkey, orderstatus, orderdate, totalprice, clerk FROM tpch.tiny.orders;
ANALYZE SCHEMA.s;
ASK SHOW STATS FOR SCHEMA.s;
THE OTHER;
ANALYZE SCHEMA.s WITH (columns = ARRAY['clerk', 'custkey']);
ASK SHOW STATS FOR SCHEMA.s;
INSERT INTO SCHEMA.s SELECT -orderkey, custkey, 'Z', orderdate, totalprice, clerk FROM tpch.tiny.orders;
ANALYZE SCHEMA.s;
ASK SHOW STATS FOR SCHEMA.s;
