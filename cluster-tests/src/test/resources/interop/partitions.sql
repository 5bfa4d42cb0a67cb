CREATE TABLE SCHEMA.orders WITH (partitioning = ARRAY['orderstatus', 'year(orderdate)', 'bucket(custkey, 4)']) AS
    SELECT orderkey, custkey, orderstatus, totalprice, orderdate FROM tpch.tiny.orders;
CREATE TABLE SCHEMA.events (id bigint, name varchar, price decimal(9, 2), at timestamp(6))
    WITH (partitioning = ARRAY['day(at)', 'truncate(name, 2)', 'truncate(price, 100)', 'bucket(name, 8)']);
INSERT INTO SCHEMA.events SELECT orderkey, clerk, CAST(totalprice % 1000 AS decimal(9, 2)), CAST(orderdate AS timestamp(6)) + INTERVAL '1' HOUR * (orderkey % 48) FROM tpch.tiny.orders WHERE orderkey < 200;
INSERT INTO SCHEMA.events VALUES (-1, NULL, NULL, NULL), (-2, 'ä', DECIMAL '-0.01', TIMESTAMP '1969-12-31 23:59:59.999999');
CREATE TABLE SCHEMA.hours (at timestamp(6), month date, n integer) WITH (partitioning = ARRAY['hour(at)', 'month(month)', 'bucket(n, 3)']);
INSERT INTO SCHEMA.hours VALUES (TIMESTAMP '1969-12-31 22:30:00', DATE '1969-12-31', -5), (TIMESTAMP '2026-11-28 13:00:00', DATE '2026-11-28', 5), (NULL, NULL, NULL);
ASK SELECT count(*), sum(CAST(totalprice AS decimal(18, 2))), min(orderdate), count(DISTINCT "$path") FROM SCHEMA.orders;
ASK SELECT orderstatus, count(*) FROM SCHEMA.orders WHERE orderdate BETWEEN DATE '1995-01-01' AND DATE '1995-12-31' GROUP BY 1;
ASK SELECT CAST(partition AS json), record_count, file_count FROM SCHEMA."orders$partitions";
ASK SELECT CAST(partition AS json), record_count FROM SCHEMA."events$partitions";
ASK SELECT CAST(partition AS json), record_count FROM SCHEMA."hours$partitions";
ASK SELECT id, name, price, CAST(at AS varchar) FROM SCHEMA.events;
ASK SELECT count(*) FROM SCHEMA.events WHERE name = 'Clerk#000000951' OR price < 0 OR at IS NULL;
THE OTHER;
INSERT INTO SCHEMA.events SELECT orderkey, clerk, CAST(totalprice % 1000 AS decimal(9, 2)), CAST(orderdate AS timestamp(6)) + INTERVAL '1' HOUR * (orderkey % 48) FROM tpch.tiny.orders WHERE orderkey BETWEEN 200 AND 300;
INSERT INTO SCHEMA.hours VALUES (TIMESTAMP '1969-12-31 22:30:00', DATE '1969-12-31', -5), (TIMESTAMP '2026-11-28 13:00:00', DATE '2026-11-28', 5);
DELETE FROM SCHEMA.orders WHERE orderstatus = 'F';
ASK SELECT CAST(partition AS json), record_count FROM SCHEMA."events$partitions";
ASK SELECT CAST(partition AS json), record_count, file_count FROM SCHEMA."hours$partitions";
ASK SELECT count(*), sum(CAST(totalprice AS decimal(18, 2))) FROM SCHEMA.orders;
ASK SELECT count(*) FROM SCHEMA.events WHERE at >= TIMESTAMP '1995-01-01 00:00:00' AND at < TIMESTAMP '1996-01-01 00:00:00';
