CREATE TABLE SCHEMA.s (a integer, b varchar) WITH (sorted_by = ARRAY['b DESC NULLS LAST', 'a']);
INSERT INTO SCHEMA.s SELECT CAST(orderkey AS integer), clerk FROM tpch.tiny.orders;
ASK SELECT count(*), sum(a), min(b), max(b) FROM SCHEMA.s;
ASK SELECT count(*) > 0 FROM SCHEMA."s$files" WHERE sort_order_id = 1 OR sort_order_id = 0 OR sort_order_id IS NULL;
THE OTHER;
INSERT INTO SCHEMA.s VALUES (1, 'b'), (2, 'a'), (3, NULL);
ASK SELECT count(*), sum(a), min(b), max(b) FROM SCHEMA.s;
