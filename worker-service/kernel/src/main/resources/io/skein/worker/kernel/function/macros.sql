-- Casts
CREATE MACRO skein_checked(v, c, source, target) AS
    CASE WHEN c IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ' || source || ' ''' || v || ''' to ' || target) AS BIGINT) ELSE c END;
CREATE MACRO skein_date_text(d) AS CASE WHEN d BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN CAST(d AS VARCHAR) ELSE skein_iso_date(d) END;
CREATE MACRO skein_fit(t, n) AS
    CASE WHEN length(t) > n THEN skein_raise('INVALID_CAST_ARGUMENT', 'Value ' || t || ' cannot be represented as varchar(' || n || ')') ELSE t END;
CREATE MACRO skein_fit_number(t, n, v) AS
    CASE WHEN length(t) > n THEN skein_raise('INVALID_CAST_ARGUMENT', 'Value ' || v || ' (' || t || ') cannot be represented as varchar(' || n || ')') ELSE t END;
CREATE MACRO skein_fit_internal(t, n) AS
    CASE WHEN length(t) > n THEN skein_raise('GENERIC_INTERNAL_ERROR', 'Character count exceeds length limit ' || n || ': base64:' || base64(encode(t))) ELSE t END;
CREATE MACRO skein_double_to_real(v) AS
    CASE WHEN isnan(v) THEN 'NaN'::FLOAT WHEN v >= 3.4028235677973366e38 THEN 'Infinity'::FLOAT WHEN v <= -3.4028235677973366e38 THEN '-Infinity'::FLOAT ELSE CAST(v AS FLOAT) END;
CREATE MACRO skein_decimal_to_tinyint(v, shown) AS
    CASE WHEN TRY_CAST(v AS TINYINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || shown || ''' to TINYINT') AS TINYINT) ELSE TRY_CAST(v AS TINYINT) END;
CREATE MACRO skein_decimal_to_smallint(v, shown) AS
    CASE WHEN TRY_CAST(v AS SMALLINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || shown || ''' to SMALLINT') AS SMALLINT) ELSE TRY_CAST(v AS SMALLINT) END;
CREATE MACRO skein_decimal_to_integer(v, shown) AS
    CASE WHEN TRY_CAST(v AS INTEGER) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || shown || ''' to INTEGER') AS INTEGER) ELSE TRY_CAST(v AS INTEGER) END;
CREATE MACRO skein_decimal_to_bigint(v, shown) AS
    CASE WHEN TRY_CAST(v AS BIGINT) IS NULL AND v IS NOT NULL THEN CAST(skein_raise('INVALID_CAST_ARGUMENT', 'Cannot cast ''' || shown || ''' to BIGINT') AS BIGINT) ELSE TRY_CAST(v AS BIGINT) END;

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
CREATE MACRO skein_time_instant(v) AS (v.nanos - 60000000000 * v.offset_minutes + 86400000000000) % 86400000000000;

-- Rounding times to fewer digits
CREATE MACRO skein_round_to(v, unit) AS CASE WHEN v >= 0 THEN (v + unit // 2) // unit * unit ELSE -((-v + (unit - 1) // 2) // unit * unit) END;
CREATE MACRO skein_unit_micros(p) AS CAST(pow(10, 6 - p) AS BIGINT);
CREATE MACRO skein_unit_nanos(p) AS CAST(pow(10, 9 - p) AS BIGINT);
CREATE MACRO skein_round_timestamp(t, p) AS make_timestamp(skein_round_to(epoch_us(t), skein_unit_micros(p)));
CREATE MACRO skein_round_timestamp_ns(t, p) AS make_timestamp_ns(skein_round_to(epoch_ns(t), skein_unit_nanos(p)));
CREATE MACRO skein_round_nanos_of_day(n, p) AS skein_round_to(n, skein_unit_nanos(p)) % 86400000000000;
CREATE MACRO skein_nanos_to_time(n) AS TIME '00:00:00' + to_microseconds(n // 1000);
CREATE MACRO skein_nanos_to_time_ns(n) AS CAST(skein_time_to_varchar(n, 9) AS TIME_NS);


-- Picoseconds, which are held as text
CREATE MACRO skein_first_nanoseconds(t) AS CAST(split_part(t, '.', 1) || '.' || left(split_part(t, '.', 2), 9) AS TIMESTAMP_NS);
CREATE MACRO skein_last_digits(t) AS substring(split_part(t, '.', 2), 10);

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
    CASE WHEN len(list_distinct(k)) < len(k) THEN map(list_slice(k, CAST(skein_raise('INVALID_CAST_ARGUMENT', 'duplicate keys') AS BIGINT), 1), v) ELSE map(k, v) END;

-- Arithmetic
CREATE MACRO skein_negate_tinyint(v) AS
    CASE WHEN v = -128 THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'tinyint negation overflow: -128') AS TINYINT) ELSE -v END;
CREATE MACRO skein_negate_smallint(v) AS
    CASE WHEN v = -32768 THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'smallint negation overflow: -32768') AS SMALLINT) ELSE -v END;
CREATE MACRO skein_negate_integer(v) AS
    CASE WHEN v = -2147483648 THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'integer negation overflow: -2147483648') AS INTEGER) ELSE -v END;
CREATE MACRO skein_negate_bigint(v) AS
    CASE WHEN v = -9223372036854775808 THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'bigint negation overflow: -9223372036854775808') AS BIGINT) ELSE -v END;

-- Mathematics: NaN and infinity where DuckDB refuses
CREATE MACRO skein_sqrt(x) AS CASE WHEN x < 0 THEN 'NaN'::DOUBLE ELSE sqrt(x) END;
CREATE MACRO skein_ln(x) AS CASE WHEN x > 0 THEN ln(x) WHEN x = 0 THEN '-Infinity'::DOUBLE WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_log2(x) AS CASE WHEN x > 0 THEN log2(x) WHEN x = 0 THEN '-Infinity'::DOUBLE WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_log10(x) AS CASE WHEN x > 0 THEN log10(x) WHEN x = 0 THEN '-Infinity'::DOUBLE WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_sin(x) AS CASE WHEN isfinite(x) THEN sin(x) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_cos(x) AS CASE WHEN isfinite(x) THEN cos(x) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_tan(x) AS CASE WHEN isfinite(x) THEN tan(x) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_asin(x) AS CASE WHEN x BETWEEN -1 AND 1 THEN asin(x) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_acos(x) AS CASE WHEN x BETWEEN -1 AND 1 THEN acos(x) WHEN x IS NOT NULL THEN 'NaN'::DOUBLE END;
CREATE MACRO skein_round_double(x, n) AS CASE WHEN abs(n) > 300 THEN x ELSE round(x, n) END;
CREATE MACRO skein_round_int(x, n, t) AS
    CASE WHEN n >= 0 THEN x
         WHEN n < -18 THEN 0
         WHEN x >= 0 THEN (x + CAST(pow(10, -n) AS HUGEINT) // 2) // CAST(pow(10, -n) AS HUGEINT) * CAST(pow(10, -n) AS HUGEINT)
         ELSE -((-x + CAST(pow(10, -n) AS HUGEINT) // 2) // CAST(pow(10, -n) AS HUGEINT) * CAST(pow(10, -n) AS HUGEINT)) END;
CREATE MACRO skein_in_range(v, low, high, t) AS
    CASE WHEN v < low OR v > high THEN CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'Out of range for ' || t || ': ' || v) AS HUGEINT) ELSE v END;
CREATE MACRO skein_round_tinyint(x, n) AS CAST(skein_in_range(skein_round_int(CAST(x AS HUGEINT), n, 0), -128, 127, 'tinyint') AS TINYINT);
CREATE MACRO skein_round_smallint(x, n) AS CAST(skein_in_range(skein_round_int(CAST(x AS HUGEINT), n, 0), -32768, 32767, 'smallint') AS SMALLINT);
CREATE MACRO skein_round_integer(x, n) AS CAST(skein_in_range(skein_round_int(CAST(x AS HUGEINT), n, 0), -2147483648, 2147483647, 'integer') AS INTEGER);
CREATE MACRO skein_round_bigint(x, n) AS CAST(skein_in_range(skein_round_int(CAST(x AS HUGEINT), n, 0), -9223372036854775808, 9223372036854775807, 'bigint') AS BIGINT);
CREATE MACRO skein_random(a, b, r) AS
    CASE WHEN a = 0 AND b <= 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'bound must be positive') AS BIGINT)
         WHEN a >= b THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'start value must be less than stop value') AS BIGINT)
         ELSE a + CAST(floor(r * (b - a)) AS BIGINT) END;
CREATE MACRO skein_width_bucket(x, a, b, n) AS
    CASE WHEN x IS NULL OR a IS NULL OR b IS NULL OR n IS NULL THEN NULL
         WHEN n <= 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'bucketCount must be greater than 0') AS BIGINT)
         WHEN isnan(x) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'operand must not be NaN') AS BIGINT)
         WHEN NOT isfinite(a) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'first bound must be finite') AS BIGINT)
         WHEN NOT isfinite(b) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'second bound must be finite') AS BIGINT)
         WHEN a = b THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'bounds cannot equal each other') AS BIGINT)
         WHEN x < least(a, b) THEN CASE WHEN a < b THEN 0 ELSE n + 1 END
         WHEN x >= greatest(a, b) THEN CASE WHEN a < b THEN n + 1 ELSE 0 END
         WHEN a < b THEN CAST(floor(n * (x - a) / (b - a)) AS BIGINT) + 1
         ELSE n - CAST(floor(n * (x - b) / (a - b)) AS BIGINT) END;
CREATE MACRO skein_bucket_of(x, bins) AS
    CASE WHEN len(bins) = 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Bins cannot be an empty array') AS BIGINT)
         WHEN isnan(x) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Operand cannot be NaN') AS BIGINT)
         WHEN bins <> list_sort(bins) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Bin values are not sorted in ascending order') AS BIGINT)
         ELSE len(list_filter(bins, lambda b: b <= x)) END;
CREATE MACRO skein_dot_product(a, b) AS
    CASE WHEN len(a) <> len(b) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'The arguments must have the same length') AS DOUBLE)
         WHEN list_count(a) < len(a) OR list_count(b) < len(b) THEN NULL
         ELSE coalesce(list_sum(list_transform(list_zip(a, b), lambda z: z[1] * z[2])), 0.0::DOUBLE) END;
CREATE MACRO skein_euclidean_distance(a, b) AS
    CASE WHEN len(a) <> len(b) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'The arguments must have the same length') AS DOUBLE)
         ELSE sqrt(coalesce(list_sum(list_transform(list_zip(a, b), lambda z: (z[1] - z[2]) * (z[1] - z[2]))), 0.0::DOUBLE)) END;
CREATE MACRO skein_cosine_similarity(a, b) AS
    skein_dot_product(a, b) / (sqrt(skein_dot_product(a, a)) * sqrt(skein_dot_product(b, b)));
CREATE MACRO skein_map_similarity(a, b) AS
    CASE WHEN list_count(map_values(a)) < cardinality(a) OR list_count(map_values(b)) < cardinality(b) THEN NULL
         ELSE coalesce(list_sum(list_transform(map_entries(a), lambda e: e.value * coalesce(map_extract_value(b, e.key), 0.0::DOUBLE))), 0.0::DOUBLE)
              / (sqrt(list_sum(list_transform(map_values(a), lambda v: v * v))) * sqrt(list_sum(list_transform(map_values(b), lambda v: v * v)))) END;
CREATE MACRO skein_wilson(s, n, z, sign) AS
    CASE WHEN s < 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'number of successes must not be negative') AS DOUBLE)
         WHEN n <= 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'number of trials must be positive') AS DOUBLE)
         WHEN s > n THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'number of successes must not be larger than number of trials') AS DOUBLE)
         WHEN z < 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'z-score must not be negative') AS DOUBLE)
         ELSE (s / n::DOUBLE + z * z / (2 * n) + sign * z * sqrt((s / n::DOUBLE * (1 - s / n::DOUBLE) + z * z / (4 * n)) / n)) / (1 + z * z / n) END;
CREATE MACRO skein_wilson_lower(s, n, z) AS skein_wilson(s, n, z, -1);
CREATE MACRO skein_wilson_upper(s, n, z) AS skein_wilson(s, n, z, 1);

-- Strings
CREATE MACRO skein_spaces() AS ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8287) || chr(12288);
CREATE MACRO skein_trim(s) AS trim(s, skein_spaces());
CREATE MACRO skein_ltrim(s) AS ltrim(s, skein_spaces());
CREATE MACRO skein_rtrim(s) AS rtrim(s, skein_spaces());
CREATE MACRO skein_substring2(s, i) AS
    CASE WHEN i > 0 THEN substring(s, i) WHEN i = 0 OR -i > length(s) THEN substring(s, 1, 0) ELSE substring(s, length(s) + i + 1) END;
CREATE MACRO skein_substring3(s, i, n) AS
    CASE WHEN n IS NULL THEN NULL
         WHEN n <= 0 OR i = 0 OR -i > length(s) THEN substring(s, 1, CAST(i * 0 AS BIGINT))
         WHEN i > 0 THEN substring(s, i, n)
         ELSE substring(s, length(s) + i + 1, n) END;
CREATE MACRO skein_pad_size(n) AS
    CASE WHEN n < 0 OR n > 2147483647 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Target length must be in the range [0..2147483647]') AS INTEGER) ELSE CAST(n AS INTEGER) END;
CREATE MACRO skein_pad_text(s) AS
    CASE WHEN s = '' THEN skein_raise('INVALID_FUNCTION_ARGUMENT', 'Padding string must not be empty') ELSE s END;
CREATE MACRO skein_replace(s, f, t) AS CASE WHEN f = '' THEN skein_interleave(s, t) ELSE replace(s, f, t) END;
CREATE MACRO skein_split(s, d) AS
    CASE WHEN d IS NULL THEN NULL WHEN d = '' THEN [skein_raise('INVALID_FUNCTION_ARGUMENT', 'The delimiter may not be the empty string')] ELSE string_split(s, d) END;
CREATE MACRO skein_split_part(s, d, i) AS
    CASE WHEN i <= 0 THEN skein_raise('INVALID_FUNCTION_ARGUMENT', 'Index must be greater than zero') ELSE list_extract(string_split(s, d), i) END;
CREATE MACRO skein_text_pairs(j) AS CAST(map_from_entries(from_json(j, '[{"k":"VARCHAR","v":"VARCHAR"}]')) AS MAP(VARCHAR, VARCHAR));
CREATE MACRO skein_text_multimap(j) AS CAST(map_from_entries(from_json(j, '[{"k":"VARCHAR","v":["VARCHAR"]}]')) AS MAP(VARCHAR, VARCHAR[]));

-- Dates and times
CREATE MACRO skein_with_nanos(t, original) AS make_timestamp_ns(epoch_ns(CAST(t AS TIMESTAMP_NS)) + epoch_ns(original) % 1000);
CREATE MACRO skein_today(z) AS CAST(make_timestamp(epoch_us(now()) + 1000000 * skein_offset_at(epoch_us(now()), z)) AS DATE);
CREATE MACRO skein_start_of_today() AS CAST(CAST(now() AT TIME ZONE 'UTC' AS DATE) AS TIMESTAMP);
CREATE MACRO skein_interval_divisor(d) AS
    CASE WHEN d = 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Cannot divide by double ' || CASE WHEN 1 / d > 0 THEN '0.0' ELSE '-0.0' END) AS DOUBLE) ELSE d END;
CREATE MACRO skein_micros_to_millis(u) AS CAST(floor((u + 500) / 1000) AS BIGINT);
CREATE MACRO skein_whole_days(ms, op) AS
    CASE WHEN ms % 86400000 <> 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Cannot ' || op || ' hour, minutes or seconds ' || CASE WHEN op = 'add' THEN 'to' ELSE 'from' END || ' a date') AS INTEGER)
         ELSE CAST(ms // 86400000 AS INTEGER) END;
CREATE MACRO skein_offset_minutes(ms) AS
    CASE WHEN ms % 60000 <> 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Invalid time zone offset interval: interval contains seconds') AS INTEGER)
         ELSE skein_zone_minutes(CAST(ms // 60000 AS BIGINT)) END;
CREATE MACRO skein_at_zone(v, z) AS CASE WHEN v IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := v.instant, zone := z) END;
CREATE MACRO skein_time_at_offset(v, m) AS
    CASE WHEN v IS NOT NULL AND m IS NOT NULL THEN struct_pack(nanos := (v.nanos + (m - v.offset_minutes) * 60000000000 + 172800000000000) % 86400000000000, offset_minutes := m) END;
CREATE MACRO skein_step(u, n) AS
    CASE u WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n)
           WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER))
           WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_months(CAST(12 * n AS INTEGER)) END;
CREATE MACRO skein_unit_size(u) AS CASE u WHEN 'millisecond' THEN 1000 WHEN 'second' THEN 1000000 WHEN 'minute' THEN 60000000 WHEN 'hour' THEN 3600000000 END;
CREATE MACRO skein_time_add(u, n, t) AS t + to_microseconds(n * skein_unit_size(u) % 86400000000);
CREATE MACRO skein_time_add_ns(u, n, t) AS skein_nanos_to_time_ns((epoch_ns(t) + n * skein_unit_size(u) * 1000 % 86400000000000 + 86400000000000) % 86400000000000);
CREATE MACRO skein_time_add_tz(u, n, t) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(nanos := (t.nanos + n * skein_unit_size(u) * 1000 % 86400000000000 + 86400000000000) % 86400000000000, offset_minutes := t.offset_minutes) END;
CREATE MACRO skein_time_trunc(u, t) AS TIME '00:00:00' + to_microseconds(epoch_us(t) // skein_unit_size(u) * skein_unit_size(u));
CREATE MACRO skein_time_trunc_ns(u, t) AS skein_nanos_to_time_ns(epoch_ns(t) // (skein_unit_size(u) * 1000) * skein_unit_size(u) * 1000);
CREATE MACRO skein_time_trunc_tz(u, t) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(nanos := t.nanos // (skein_unit_size(u) * 1000) * skein_unit_size(u) * 1000, offset_minutes := t.offset_minutes) END;
CREATE MACRO skein_zoned_text(t) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(instant := CAST(split_part(t, '|', 1) AS TIMESTAMP), zone := split_part(t, '|', 2)) END;
CREATE MACRO skein_zoned_text_ns(t) AS
    CASE WHEN t IS NOT NULL THEN struct_pack(instant := CAST(split_part(t, '|', 1) AS TIMESTAMP_NS), zone := split_part(t, '|', 2)) END;
CREATE MACRO skein_from_unixtime(s, z) AS
    CASE WHEN s IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := make_timestamp(skein_unix_millis(s) * 1000), zone := z) END;
CREATE MACRO skein_iso_zone(v) AS
    CASE WHEN v.zone = 'UTC' THEN 'Z' ELSE skein_offset_text(CAST(skein_zone_offset(v.instant, v.zone) // 60 AS INTEGER)) END;

-- Arrays
CREATE MACRO skein_subscript(a, i) AS
    CASE WHEN i BETWEEN 1 AND len(a) THEN list_extract(a, i)
         WHEN a IS NULL OR i IS NULL THEN NULL
         WHEN i = 0 THEN list_extract(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'SQL array indices start at 1') AS BIGINT))
         WHEN i < 0 THEN list_extract(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Array subscript is negative: ' || i) AS BIGINT))
         ELSE list_extract(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Array subscript must be less than or equal to array length: ' || i || ' > ' || len(a)) AS BIGINT)) END;
CREATE MACRO skein_element_at(a, i) AS
    CASE WHEN i = 0 THEN list_extract(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'SQL array indices start at 1') AS BIGINT)) ELSE list_extract(a, i) END;
CREATE MACRO skein_comparator(v) AS
    CASE WHEN v BETWEEN -1 AND 1 THEN v ELSE CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Lambda comparator must return either -1, 0, or 1') AS INTEGER) END;
CREATE MACRO skein_unequal(a, b) AS
    list_extract(list_filter(list_zip(list_slice(a, 1, least(len(a), len(b))), list_slice(b, 1, least(len(a), len(b)))), lambda z: z[1] IS NULL OR z[2] IS NULL OR z[1] <> z[2]), 1);
CREATE MACRO skein_ordered_array(a, b) AS
    CASE WHEN (list_count(a) < len(a) OR list_count(b) < len(b)) AND skein_unequal(a, b) IS NOT NULL AND (skein_unequal(a, b)[1] IS NULL OR skein_unequal(a, b)[2] IS NULL)
         THEN list_slice(a, CAST(skein_raise('NOT_SUPPORTED', 'ARRAY comparison not supported for arrays with null elements') AS BIGINT), 1) ELSE a END;
CREATE MACRO skein_any(answers) AS
    CASE WHEN answers IS NULL THEN NULL WHEN list_contains(answers, TRUE) THEN TRUE WHEN list_count(answers) < len(answers) THEN NULL ELSE FALSE END;
CREATE MACRO skein_every(answers) AS
    CASE WHEN answers IS NULL THEN NULL WHEN list_contains(answers, FALSE) THEN FALSE WHEN list_count(answers) < len(answers) THEN NULL ELSE TRUE END;
CREATE MACRO skein_contains(a, v) AS
    CASE WHEN a IS NULL OR v IS NULL THEN NULL WHEN list_contains(a, v) THEN TRUE WHEN list_count(a) < len(a) THEN NULL ELSE FALSE END;
CREATE MACRO skein_contains_sequence(a, b) AS
    CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN len(b) = 0 THEN TRUE
         ELSE len(list_filter(range(1, len(a) - len(b) + 2), lambda i: list_slice(a, i, i + len(b) - 1) = b)) > 0 END;
CREATE MACRO skein_array_position(a, v) AS CASE WHEN a IS NOT NULL AND v IS NOT NULL THEN CAST(coalesce(list_position(a, v), 0) AS BIGINT) END;
CREATE MACRO skein_array_distinct(a) AS list_filter(a, lambda x, i: list_position(a, x) = i);
CREATE MACRO skein_array_except(a, b) AS list_filter(a, lambda x, i: list_position(a, x) = i AND list_position(b, x) IS NULL);
CREATE MACRO skein_array_intersect(a, b) AS
    CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN list_filter(a, lambda x, i: list_position(a, x) = i AND list_position(b, x) IS NOT NULL) END;
CREATE MACRO skein_arrays_overlap(a, b) AS
    CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN list_has_any(a, b) THEN TRUE
         WHEN len(a) > 0 AND len(b) > 0 AND (list_count(a) < len(a) OR list_count(b) < len(b)) THEN NULL ELSE FALSE END;
CREATE MACRO skein_array_remove(a, v) AS CASE WHEN v IS NOT NULL THEN list_filter(a, lambda x: x IS DISTINCT FROM v) END;
CREATE MACRO skein_join(texts, d) AS CASE WHEN texts IS NOT NULL AND d IS NOT NULL THEN coalesce(array_to_string(texts, d), '') END;
CREATE MACRO skein_array_histogram(a) AS
    map(skein_array_distinct(list_filter(a, lambda x: x IS NOT NULL)),
        list_transform(skein_array_distinct(list_filter(a, lambda x: x IS NOT NULL)), lambda x: len(list_filter(a, lambda y: y = x))));
CREATE MACRO skein_shuffle(a) AS list_transform(list_sort(list_transform(a, lambda x: struct_pack(r := random(), v := x))), lambda s: s.v);
CREATE MACRO skein_repeat(v, n) AS
    CASE WHEN n > 10000 THEN [list_extract([v], CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'count argument of repeat function must be less than or equal to 10000') AS BIGINT))]
         WHEN n < 0 THEN [list_extract([v], CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'count argument of repeat function must be greater than or equal to 0') AS BIGINT))]
         ELSE list_transform(range(n), lambda i: v) END;
CREATE MACRO skein_slice(a, s, n) AS
    CASE WHEN a IS NULL OR s IS NULL OR n IS NULL THEN NULL
         WHEN s = 0 THEN list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'SQL array indices start at 1') AS BIGINT), 1)
         WHEN n < 0 THEN list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'length must be greater than or equal to 0') AS BIGINT), 1)
         WHEN s > 0 THEN list_slice(a, s, s + n - 1)
         WHEN -s > len(a) THEN list_slice(a, 1, 0)
         ELSE list_slice(a, len(a) + s + 1, len(a) + s + n) END;
CREATE MACRO skein_trim_array(a, n) AS
    CASE WHEN n < 0 THEN list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'size must not be negative: ' || n) AS BIGINT), 1)
         WHEN n > len(a) THEN list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'size must not exceed array cardinality ' || len(a) || ': ' || n) AS BIGINT), 1)
         ELSE list_slice(a, 1, len(a) - n) END;
CREATE MACRO skein_ngrams(a, n) AS
    CASE WHEN n <= 0 THEN [list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'N must be positive') AS BIGINT), 1)]
         WHEN n >= len(a) THEN [a]
         ELSE list_transform(range(1, len(a) - n + 2), lambda i: list_slice(a, i, i + n - 1)) END;
CREATE MACRO skein_combinations(a, n) AS
    CASE WHEN n < 0 OR n > 5 THEN [list_slice(a, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'combination size must not be negative or exceed 5: ' || n) AS BIGINT), 1)]
         ELSE list_transform(from_json(skein_subsets(len(a), n), '[["INTEGER"]]'), lambda s: list_transform(s, lambda i: list_extract(a, i))) END;
CREATE MACRO skein_steps(a, b, s) AS
    CASE WHEN s = 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'step must not be zero') AS BIGINT)
         WHEN (b > a AND s < 0) OR (b < a AND s > 0) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start') AS BIGINT)
         WHEN (b - a) // s + 1 > 10000 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'result of sequence function must not have more than 10000 entries') AS BIGINT)
         ELSE (b - a) // s + 1 END;
CREATE MACRO skein_sequence(a, b, s) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND s IS NOT NULL THEN list_transform(range(skein_steps(a, b, s)), lambda i: a + i * s) END;
CREATE MACRO skein_day_step(ms) AS
    CASE WHEN ms % 86400000 <> 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'sequence step must be a day interval if start and end values are dates') AS BIGINT) ELSE ms // 86400000 END;
CREATE MACRO skein_date_sequence(a, b, ms) AS
    CASE WHEN a IS NOT NULL AND b IS NOT NULL AND ms IS NOT NULL THEN list_transform(range(skein_steps(0, b - a, skein_day_step(ms))), lambda i: a + CAST(i * (ms // 86400000) AS INTEGER)) END;
CREATE MACRO skein_time_sequence(a, b, ms) AS
    CASE WHEN a IS NOT NULL AND b IS NOT NULL AND ms IS NOT NULL THEN list_transform(range(skein_steps(epoch_us(a), epoch_us(b), ms * 1000)), lambda i: make_timestamp(epoch_us(a) + i * ms * 1000)) END;
CREATE MACRO skein_month_sequence(a, b, m) AS
    CASE WHEN a IS NOT NULL AND b IS NOT NULL AND m IS NOT NULL THEN list_transform(range(skein_steps(0, date_sub('month', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)), CAST(m AS BIGINT))), lambda i: CAST(a AS TIMESTAMP) + to_months(CAST(i * m AS INTEGER))) END;

-- Maps
CREATE MACRO skein_new_map(k, v) AS
    CASE WHEN k IS NULL OR v IS NULL THEN NULL
         WHEN len(k) <> len(v) THEN map(list_slice(k, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Key and value arrays must be the same length') AS BIGINT), 1), v)
         WHEN list_count(k) < len(k) THEN map(list_slice(k, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'map key cannot be null') AS BIGINT), 1), v)
         WHEN len(list_distinct(k)) < len(k) THEN map(list_slice(k, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Duplicate map keys (' || CAST(list_extract(list_filter(k, lambda x, i: list_position(k, x) < i), 1) AS VARCHAR) || ') are not allowed') AS BIGINT), 1), v)
         ELSE map(k, v) END;
CREATE MACRO skein_entries(r) AS
    CASE WHEN list_count(r) < len(r) THEN list_slice(r, CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'map entry cannot be null') AS BIGINT), 1) ELSE r END;
CREATE MACRO skein_map_of_rows(r) AS skein_new_map(list_transform(skein_entries(r), lambda e: e.f0), list_transform(r, lambda e: e.f1));
CREATE MACRO skein_multimap_of_rows(r) AS
    skein_new_map(skein_array_distinct(list_transform(r, lambda e: e.f0)),
                  list_transform(skein_array_distinct(list_transform(skein_entries(r), lambda e: e.f0)), lambda k: list_transform(list_filter(r, lambda e: e.f0 = k), lambda e: e.f1)));

-- Bits
CREATE MACRO skein_bit_count(v, b) AS
    CASE WHEN b < 2 OR b > 64 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Bits specified in bit_count must be between 2 and 64, got ' || b) AS BIGINT)
         WHEN b < 64 AND (v >= pow(2, b - 1) OR v < -pow(2, b - 1)) THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Number must be representable with the bits specified. ' || v || ' cannot be represented with ' || b || ' bits') AS BIGINT)
         WHEN v >= 0 THEN CAST(bit_count(v) AS BIGINT)
         ELSE b - bit_count(-1::BIGINT - v) END;
CREATE MACRO skein_binary_substr(b, i, n) AS
    CASE WHEN i = 0 OR abs(i) > octet_length(b) OR n <= 0 THEN CASE WHEN b IS NULL OR i IS NULL OR n IS NULL THEN NULL ELSE '' END
         WHEN i > 0 THEN substring(hex(b), 2 * i - 1, 2 * n)
         ELSE substring(hex(b), 2 * (octet_length(b) + i) + 1, 2 * n) END;
CREATE MACRO skein_like_pattern(p, e) AS p || substring(skein_checked_pattern(p, e), 1, 0);

-- JSON
CREATE MACRO skein_json_object(k, v) AS
    CASE WHEN k IS NOT NULL THEN '{' || array_to_string(list_sort(list_transform(list_zip(k, v), lambda p: p[1] || ':' || p[2])), ',') || '}' END;
CREATE MACRO skein_unscaled_text(t) AS CASE WHEN starts_with(t, '-') THEN '-0' || substring(t, 2) ELSE '0' || t END;
CREATE MACRO skein_unique_members(j, k, uniquely) AS
    CASE WHEN len(list_distinct(k)) = len(k) THEN j
         WHEN uniquely THEN skein_raise('INVALID_FUNCTION_ARGUMENT', 'duplicate key passed to JSON_OBJECT function')
         ELSE skein_raise('NOT_SUPPORTED', 'cannot construct a JSON object with duplicate key') END;
