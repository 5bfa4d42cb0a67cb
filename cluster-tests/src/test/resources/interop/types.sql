CREATE TABLE SCHEMA.t (b boolean, i integer, l bigint, r real, d double, n decimal(38, 10), s varchar, x varbinary, u uuid, day date, h time(6),
    t timestamp(6), z timestamp(6) with time zone, a array(integer), m map(varchar, bigint), w row(p integer, q array(row(v varchar))));
INSERT INTO SCHEMA.t VALUES
    (true, 17, 9007199254740993, REAL '1.5', 2.25, DECIMAL '1234567890123456789012345678.0123456789', 'eins', X'00FF', UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59',
     DATE '2026-11-28', TIME '10:11:12.123456', TIMESTAMP '2026-11-28 10:11:12.123456', TIMESTAMP '2026-11-28 10:11:12.654321 UTC',
     ARRAY[1, NULL, 3], MAP(ARRAY['k'], ARRAY[5]), ROW(7, ARRAY[ROW('v'), NULL])),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (false, -2147483648, -9223372036854775808, REAL 'NaN', infinity(), DECIMAL '-0.0000000001', '', X'', UUID '00000000-0000-0000-0000-000000000000',
     DATE '0001-01-01', TIME '23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.999999 UTC', ARRAY[], MAP(), ROW(NULL, NULL));
ASK SELECT b, i, l, r, d, n, s, to_hex(x), u, CAST(day AS varchar), CAST(h AS varchar), CAST(t AS varchar), CAST(z AS varchar), CAST(a AS json), CAST(m AS json), CAST(w AS json) FROM SCHEMA.t;
ASK SELECT count(*) FROM SCHEMA.t WHERE t < TIMESTAMP '1970-01-01 00:00:00';
ASK SELECT i FROM SCHEMA.t WHERE n = DECIMAL '-0.0000000001' OR h = TIME '10:11:12.123456' OR u IS NULL;
ASK SHOW COLUMNS FROM SCHEMA.t;
ASK DESCRIBE SCHEMA.t;
THE OTHER;
INSERT INTO SCHEMA.t (s, z) VALUES ('zwei', TIMESTAMP '2026-06-01 00:00:00 Europe/Berlin');
ASK SELECT s, CAST(z AS varchar) FROM SCHEMA.t WHERE z > TIMESTAMP '2000-01-01 00:00:00 UTC';
ASK SELECT b, i, l, s, to_hex(x), CAST(w AS json) FROM SCHEMA.t;
