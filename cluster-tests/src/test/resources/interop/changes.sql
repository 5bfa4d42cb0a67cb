CREATE TABLE SCHEMA.c WITH (partitioning = ARRAY['orderstatus']) AS SELECT orderkey, custkey, orderstatus, totalprice, comment FROM tpch.tiny.orders;
DELETE FROM SCHEMA.c WHERE orderkey % 3 = 0;
UPDATE SCHEMA.c SET totalprice = totalprice + 1, comment = 'updated' WHERE custkey % 5 = 0;
MERGE INTO SCHEMA.c t USING (SELECT orderkey k, custkey c FROM tpch.tiny.orders WHERE orderkey % 7 = 0) s ON t.orderkey = s.k
    WHEN MATCHED AND s.c % 2 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET comment = 'merged' WHEN NOT MATCHED THEN INSERT (orderkey, orderstatus, custkey) VALUES (-s.k, 'N', s.c);
ASK SELECT count(*), sum(orderkey), sum(CAST(totalprice AS decimal(18, 2))), count_if(comment = 'updated'), count_if(comment = 'merged') FROM SCHEMA.c;
ASK SELECT orderstatus, count(*), min(orderkey) FROM SCHEMA.c GROUP BY 1;
ASK SELECT content, count(*), sum(record_count) FROM SCHEMA."c$files" GROUP BY 1;
ASK SELECT operation, count(*) FROM SCHEMA."c$snapshots" GROUP BY 1;
THE OTHER;
DELETE FROM SCHEMA.c WHERE custkey % 11 = 0;
UPDATE SCHEMA.c SET orderstatus = 'X' WHERE orderkey < 100;
ASK SELECT count(*), sum(orderkey), sum(CAST(totalprice AS decimal(18, 2))), count_if(orderstatus = 'X') FROM SCHEMA.c;
THE OTHER;
MERGE INTO SCHEMA.c t USING (SELECT orderkey + 0 AS orderkey, totalprice, orderstatus FROM tpch.tiny.orders) s ON t.orderkey = s.orderkey WHEN MATCHED THEN UPDATE SET totalprice = s.totalprice, orderstatus = s.orderstatus;
ASK SELECT count(*), sum(orderkey), sum(CAST(totalprice AS decimal(18, 2))), count_if(orderstatus = 'X') FROM SCHEMA.c;
