package io.skein.coordinator.analyze;

import io.skein.spi.type.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The session properties that statements may set, with Trino's names where Trino has them. */
final class SessionProperties {
    private static final Type TEXT = Type.Varchar.UNBOUNDED;
    private static final Type NUMBER = Type.Simple.INTEGER;
    private static final Type LONG = Type.Simple.BIGINT;
    private static final Type FLAG = Type.Simple.BOOLEAN;
    private static final Pattern DURATION = Pattern.compile("\\s*\\d+(\\.\\d+)?\\s*(ns|us|ms|s|m|h|d)\\s*");
    private static final Pattern SIZE = Pattern.compile("\\s*\\d+(\\.\\d+)?\\s*(B|kB|MB|GB|TB|PB)\\s*");

    private static final List<Property> ALL = Stream.of(
                    choice(
                            "distribution",
                            "AUTOMATIC",
                            "How many workers take part in a query",
                            "AUTOMATIC",
                            "FORCED",
                            "SINGLE"),
                    choice(
                            "join_distribution_type",
                            "AUTOMATIC",
                            "Join distribution type",
                            "BROADCAST",
                            "PARTITIONED",
                            "AUTOMATIC"),
                    choice(
                            "join_reordering_strategy",
                            "AUTOMATIC",
                            "Join reordering strategy",
                            "NONE",
                            "ELIMINATE_CROSS_JOINS",
                            "AUTOMATIC"),
                    choice(
                            "plan_optimization",
                            "AUTOMATIC",
                            "Whether a plan is optimized, or runs as analysed in one fragment",
                            "AUTOMATIC",
                            "NONE"),
                    new Property(
                            "join_max_broadcast_table_size",
                            TEXT,
                            "100MB",
                            "Maximum estimated size of a table that can be broadcast when using automatic join type selection",
                            Form.SIZE,
                            List.of()),
                    new Property(
                            "max_recursion_depth",
                            NUMBER,
                            "10",
                            "Maximum recursion depth for recursive common table expression",
                            Form.ANY,
                            List.of()),
                    new Property(
                            "query_max_run_time",
                            TEXT,
                            "100.00d",
                            "Maximum run time of a query (includes the queueing time)",
                            Form.DURATION,
                            List.of()),
                    new Property(
                            "query_max_execution_time",
                            TEXT,
                            "100.00d",
                            "Maximum execution time of a query",
                            Form.DURATION,
                            List.of()),
                    new Property(
                            "query_max_planning_time",
                            TEXT,
                            "10.00m",
                            "Maximum planning time of a query",
                            Form.DURATION,
                            List.of()),
                    new Property(
                            "query_max_cpu_time",
                            TEXT,
                            "1000000000.00d",
                            "Maximum CPU time of a query",
                            Form.DURATION,
                            List.of()),
                    new Property(
                            "query_max_memory",
                            TEXT,
                            "20GB",
                            "Maximum amount of distributed memory a query can use",
                            Form.SIZE,
                            List.of()),
                    new Property(
                            "query_max_memory_per_node",
                            TEXT,
                            "2GB",
                            "Maximum amount of memory a query can use per node",
                            Form.SIZE,
                            List.of()),
                    new Property(
                            "query_priority",
                            NUMBER,
                            "1",
                            "The priority of queries. Larger numbers are higher priority",
                            Form.ANY,
                            List.of()),
                    new Property(
                            "task_concurrency",
                            NUMBER,
                            "2",
                            "Default number of local parallel jobs per worker",
                            Form.ANY,
                            List.of()),
                    new Property(
                            "query_max_scan_physical_bytes",
                            TEXT,
                            "1PB",
                            "Maximum scan physical bytes of a query",
                            Form.SIZE,
                            List.of()),
                    new Property("spill_enabled", FLAG, "true", "Enable spilling", Form.ANY, List.of()),
                    new Property(
                            "statistics_cpu_timer_enabled",
                            FLAG,
                            "true",
                            "Experimental: Enable cpu time tracking for statistics",
                            Form.ANY,
                            List.of()),
                    new Property(
                            "max_hash_partition_count",
                            NUMBER,
                            "100",
                            "Maximum number of partitions for distributed joins and aggregations",
                            Form.ANY,
                            List.of()),
                    new Property(
                            "query_max_stage_count",
                            LONG,
                            "150",
                            "Maximum number of stages a query can have",
                            Form.ANY,
                            List.of()))
            .sorted(Comparator.comparing(Property::name))
            .toList();

    private SessionProperties() {}

    static List<Property> all() {
        return ALL;
    }

    static Optional<Property> find(String name) {
        return ALL.stream().filter(property -> property.name().equals(name)).findFirst();
    }

    private static Property choice(String name, String defaultValue, String description, String... values) {
        List<String> choices = List.of(values);
        return new Property(name, TEXT, defaultValue, description + ". Possible values: " + choices, Form.ANY, choices);
    }

    /** What a text value must look like. */
    enum Form {
        ANY,
        DURATION,
        SIZE
    }

    /** A property; {@code choices} are its only values, if there are any. */
    record Property(String name, Type type, String defaultValue, String description, Form form, List<String> choices) {
        /** What is wrong with the value, if anything. */
        Optional<String> problem(String value) {
            if (!choices.isEmpty() && !choices.contains(value.toUpperCase(java.util.Locale.ENGLISH))) {
                return Optional.of("Invalid value [" + value + "]. Valid values: " + choices);
            }
            return switch (form) {
                case DURATION ->
                    DURATION.matcher(value).matches()
                            ? Optional.empty()
                            : Optional.of("duration is not a valid data duration string: " + value);
                case SIZE ->
                    SIZE.matcher(value).matches()
                            ? Optional.empty()
                            : Optional.of("size is not a valid data size string: " + value);
                case ANY -> Optional.empty();
            };
        }
    }
}
