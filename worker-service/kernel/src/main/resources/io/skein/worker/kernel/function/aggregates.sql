-- Arguments of aggregates
CREATE MACRO skein_extremes(n, positive, most) AS
    CASE WHEN n <= 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', positive) AS BIGINT)
         WHEN n > 10000 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', most || n) AS BIGINT)
         ELSE n END;
CREATE MACRO skein_fraction(q) AS
    CASE WHEN q < 0 OR q > 1 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Percentile must be between 0 and 1') AS DOUBLE)
         ELSE CAST(q AS DOUBLE) END;
CREATE MACRO skein_weight(w) AS
    CASE WHEN w < 1 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'weight must be >= 1, was ' || CAST(w AS DOUBLE)) AS DOUBLE)
         ELSE CAST(w AS DOUBLE) END;
CREATE MACRO skein_standard_error(e) AS
    CASE WHEN e < 0.0040625 OR e > 0.26 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Max standard error must be in [0.0040625, 0.26]: ' || CAST(e AS DOUBLE)) AS DOUBLE)
         ELSE CAST(e AS DOUBLE) END;
CREATE MACRO skein_row_offset(n) AS
    CASE WHEN n IS NULL THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Offset must not be null') AS BIGINT)
         WHEN n < 0 THEN CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'Offset must be at least 0') AS BIGINT)
         ELSE n END;

-- Statistics
CREATE MACRO skein_finite(v) AS CASE WHEN isfinite(v) THEN v END;
CREATE MACRO skein_nan_least(v) AS CASE WHEN isnan(v) THEN '-Infinity' ELSE v END;
CREATE MACRO skein_spread(v, endless, n, least) AS
    CASE WHEN NOT endless THEN v WHEN n >= least THEN CAST('NaN' AS DOUBLE) END;
CREATE MACRO skein_decimal_sum(s, most) AS
    CASE WHEN s > most OR s < -most THEN most + CAST(skein_raise('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow') AS BIGINT) ELSE s END;
CREATE MACRO skein_population_skewness(s, n) AS
    CASE WHEN n >= 3 THEN s * (n - 2) / sqrt(CAST(n AS DOUBLE) * (n - 1)) END;
CREATE MACRO skein_kurtosis(k, n) AS CASE WHEN n >= 4 THEN coalesce(k, CAST('NaN' AS DOUBLE)) END;
CREATE MACRO skein_logarithm(v) AS
    CASE WHEN v > 0 THEN ln(v) WHEN v = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN v < 0 THEN CAST('NaN' AS DOUBLE) END;
CREATE MACRO skein_quantile(l, q) AS list_sort(l)[least(CAST(floor(q * len(l)) AS BIGINT) + 1, len(l))];

-- Maps
CREATE MACRO skein_map_agg(l) AS
    CASE WHEN l IS NULL THEN NULL
         WHEN len(list_distinct(list_transform(l, lambda e: e.key))) = len(l) THEN map_from_entries(l)
         ELSE map_from_entries(list_filter(l, lambda e, i: list_position(list_transform(l, lambda z: z.key), e.key) = i)) END;
CREATE MACRO skein_multimap_agg(l) AS
    CASE WHEN l IS NOT NULL THEN map_from_entries(list_transform(list_distinct(list_transform(l, lambda e: e.key)),
        lambda k: struct_pack(key := k, value := list_transform(list_filter(l, lambda e: e.key IS NOT DISTINCT FROM k), lambda e: e.value)))) END;
CREATE MACRO skein_most_frequent(m, n) AS
    map_from_entries(list_transform(
        list_slice(list_reverse_sort(list_transform(map_entries(m), lambda e: struct_pack(c := e.value, k := e.key))), 1, n),
        lambda e: struct_pack(key := e.k, value := e.c)));
CREATE MACRO skein_bucket_map(t) AS
    map(CAST(string_split(split_part(t, '|', 1), ',') AS DOUBLE[]), CAST(string_split(split_part(t, '|', 2), ',') AS DOUBLE[]));
CREATE MACRO skein_numeric_histogram(n, pairs) AS
    CASE WHEN n < 2 THEN map([CAST(skein_raise('INVALID_FUNCTION_ARGUMENT', 'numeric_histogram bucket count must be greater than one') AS DOUBLE)], [1e0])
         WHEN pairs IS NOT NULL THEN skein_bucket_map(skein_merge_buckets(n, pairs)) END;

-- Texts
CREATE MACRO skein_listagg_emitted(l, separator) AS
    len(list_filter(list_transform(range(1, len(l) + 1), lambda i: strlen(array_to_string(list_slice(l, 1, i), separator))), lambda b: b <= 1048576));
CREATE MACRO skein_listagg(l, separator, fail, filler, counted) AS
    CASE WHEN l IS NULL THEN NULL
         WHEN strlen(array_to_string(l, separator)) <= 1048576 THEN array_to_string(l, separator)
         WHEN fail THEN skein_raise('EXCEEDED_FUNCTION_MEMORY_LIMIT', 'Concatenated string has the length in bytes larger than the maximum output length 1048576')
         ELSE array_to_string(list_slice(l, 1, skein_listagg_emitted(l, separator)), separator) || separator || filler
              || CASE WHEN counted THEN '(' || (len(l) - skein_listagg_emitted(l, separator)) || ')' ELSE '' END END;
