-- Casts
CREATE MACRO skein_checked(v, c, source, target) AS
    CASE WHEN c IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ' || source || ' ''' || v || ''' to ' || target) AS BIGINT) ELSE c END;
CREATE MACRO skein_fit(t, n) AS
    CASE WHEN length(t) > n THEN skein_raise('INVALID_CAST_ARGUMENT', 'Value ' || t || ' cannot be represented as varchar(' || n || ')') ELSE t END;
CREATE MACRO skein_fit_number(t, n, v) AS
    CASE WHEN length(t) > n THEN skein_raise('INVALID_CAST_ARGUMENT', 'Value ' || v || ' (' || t || ') cannot be represented as varchar(' || n || ')') ELSE t END;
CREATE MACRO skein_fit_internal(t, n) AS
    CASE WHEN length(t) > n THEN skein_raise('GENERIC_INTERNAL_ERROR', 'Character count exceeds length limit ' || n || ': base64:' || base64(encode(t))) ELSE t END;
CREATE MACRO skein_decimal_to_tinyint(v) AS
    CASE WHEN TRY_CAST(v AS TINYINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || v || ''' to TINYINT') AS TINYINT) ELSE TRY_CAST(v AS TINYINT) END;
CREATE MACRO skein_decimal_to_smallint(v) AS
    CASE WHEN TRY_CAST(v AS SMALLINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || v || ''' to SMALLINT') AS SMALLINT) ELSE TRY_CAST(v AS SMALLINT) END;
CREATE MACRO skein_decimal_to_integer(v) AS
    CASE WHEN TRY_CAST(v AS INTEGER) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || v || ''' to INTEGER') AS INTEGER) ELSE TRY_CAST(v AS INTEGER) END;
CREATE MACRO skein_decimal_to_bigint(v) AS
    CASE WHEN TRY_CAST(v AS BIGINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || v || ''' to BIGINT') AS BIGINT) ELSE TRY_CAST(v AS BIGINT) END;

-- Zones
CREATE MACRO skein_zone_offset(t, z) AS skein_offset_at(epoch_us(t), z);
CREATE MACRO skein_local(v) AS
    v.instant + to_seconds(skein_offset_at(epoch_us(v.instant), v.zone));
CREATE MACRO skein_local_ns(v) AS
    make_timestamp_ns(epoch_ns(v.instant) + 1000000000 * skein_offset_at(epoch_us(v.instant), v.zone));
CREATE MACRO skein_zoned(t, z) AS
    CASE WHEN t IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := t - to_seconds(skein_local_offset_at(epoch_us(t), z)), zone := z) END;
CREATE MACRO skein_zoned_ns(t, z) AS
    CASE WHEN t IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := make_timestamp_ns(epoch_ns(t) - 1000000000 * skein_local_offset_at(epoch_us(t), z)), zone := z) END;
CREATE MACRO skein_varchar_to_zoned(t, p, z) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(instant := split_part(skein_parse_zoned(t, p, z), '|', 1), zone := split_part(skein_parse_zoned(t, p, z), '|', 2)) END;
CREATE MACRO skein_varchar_to_time_tz(t, p, z) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(nanos := CAST(split_part(skein_parse_time_tz(t, p, z), '|', 1) AS BIGINT), offset_minutes := CAST(split_part(skein_parse_time_tz(t, p, z), '|', 2) AS INTEGER)) END;
CREATE MACRO skein_time_instant(v) AS v.nanos - 60000000000 * v.offset_minutes;

-- Rounding times to fewer digits
CREATE MACRO skein_round_to(v, unit) AS CASE WHEN v >= 0 THEN (v + unit // 2) // unit * unit ELSE -((-v + (unit - 1) // 2) // unit * unit) END;
CREATE MACRO skein_unit_micros(p) AS CAST(pow(10, 6 - p) AS BIGINT);
CREATE MACRO skein_unit_nanos(p) AS CAST(pow(10, 9 - p) AS BIGINT);
CREATE MACRO skein_round_timestamp(t, p) AS make_timestamp(skein_round_to(epoch_us(t), skein_unit_micros(p)));
CREATE MACRO skein_round_timestamp_ns(t, p) AS make_timestamp_ns(skein_round_to(epoch_ns(t), skein_unit_nanos(p)));
CREATE MACRO skein_round_nanos_of_day(n, p) AS skein_round_to(n, skein_unit_nanos(p)) % 86400000000000;
CREATE MACRO skein_nanos_to_time(n) AS TIME '00:00:00' + to_microseconds(n // 1000);
CREATE MACRO skein_nanos_to_time_ns(n) AS CAST(skein_time_to_varchar(n, 9) AS TIME_NS);

-- Aggregates
CREATE MACRO skein_bigint_sum(s) AS
    CASE WHEN s BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(s AS BIGINT)
         WHEN s IS NOT NULL THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'bigint sum overflow: ' || s) AS BIGINT) END;
CREATE MACRO skein_positive(v, m) AS CASE WHEN v < 1 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', m) AS BIGINT) ELSE v END;
CREATE MACRO skein_not_negative(v, m) AS CASE WHEN v < 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', m) AS BIGINT) ELSE v END;

-- Equality of structured values, from the answers for their elements
CREATE MACRO skein_all_equal(a, b, answers) AS
    CASE WHEN a IS NULL OR b IS NULL THEN NULL
         WHEN len(a) <> len(b) THEN FALSE
         WHEN list_contains(answers, FALSE) THEN FALSE
         WHEN list_count(answers) < len(a) THEN NULL
         ELSE TRUE END;
CREATE MACRO skein_map_equal(a, b, answers) AS
    CASE WHEN a IS NULL OR b IS NULL THEN NULL
         WHEN cardinality(a) <> cardinality(b) OR NOT list_has_all(map_keys(a), map_keys(b)) THEN FALSE
         WHEN list_contains(answers, FALSE) THEN FALSE
         WHEN list_count(answers) < cardinality(a) THEN NULL
         ELSE TRUE END;
CREATE MACRO skein_map(k, v) AS
    CASE WHEN len(list_distinct(k)) < len(k) THEN map([CAST(skein_raise('INVALID_CAST_ARGUMENT', 'duplicate keys') AS INTEGER)], []) ELSE map(k, v) END;
