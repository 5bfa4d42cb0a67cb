package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random conditions: what the server leaves of a table has all the rows that we would leave, and, where it compares as we do, no others. */
class PredicatesTest {
    private static final int ROWS = 400;
    private static final int MOST_RANGES = 4;
    /** Texts between which collations, spaces at the end and the order of code points make a difference. */
    private static final List<String> TEXTS = List.of(
            "", " ", "a", "A", "a ", "a  ", "a\t", "ä", "ae", "Ä", "b", "B", "ß", "ss", "z", "é", "e", "\uFFFD", "𝄞",
            "日本", "\0", "a\0", "'", "\\", "%", "_", "x'y\\", "1", "01");

    /** Columns, and whether conditions on them are exact. */
    private static final Map<String, Boolean> COLUMNS = Map.ofEntries(
            Map.entry("ti", true),
            Map.entry("tu", true),
            Map.entry("si", true),
            Map.entry("ii", true),
            Map.entry("iu", true),
            Map.entry("bi", true),
            Map.entry("bu", true),
            Map.entry("fl", true),
            Map.entry("dbl", true),
            Map.entry("dc", true),
            Map.entry("bt", true),
            Map.entry("vc", true),
            Map.entry("vb", true),
            Map.entry("vn", true),
            Map.entry("v3", true),
            Map.entry("tx", true),
            Map.entry("ch", false),
            Map.entry("l1", false),
            Map.entry("en", false),
            Map.entry("bin", true),
            Map.entry("blb", true),
            Map.entry("d", true),
            Map.entry("dt", true),
            Map.entry("ts", true),
            Map.entry("yr", false),
            Map.entry("tm", false));

    private static final BufferAllocator ALLOCATOR = new RootAllocator();
    private static Connector connector;
    private static TableHandle table;
    private static List<ColumnHandle> columns;
    private static List<List<@Nullable Object>> rows;

    @BeforeAll
    static void makeTable() {
        LocalMariaDb server = LocalMariaDb.shared();
        String database = server.database();
        Random random = new Random(7);
        StringBuilder sql = new StringBuilder(
                "USE " + database
                        + "; CREATE TABLE p (id int PRIMARY KEY, ti tinyint, tu tinyint unsigned, si smallint, ii int, iu int unsigned, bi bigint, bu bigint unsigned,"
                        + " fl float, dbl double, dc decimal(9,3), bt bit, vc varchar(9) COLLATE utf8mb4_general_ci, vb varchar(9) COLLATE utf8mb4_bin,"
                        + " vn varchar(9) COLLATE utf8mb4_nopad_bin, v3 varchar(9) CHARACTER SET utf8mb3, tx text COLLATE utf8mb4_unicode_ci,"
                        + " ch char(9) COLLATE utf8mb4_bin, l1 varchar(9) CHARACTER SET latin1, en enum('a','B','ä') COLLATE utf8mb4_bin, bin varbinary(9), blb blob, d date,"
                        + " dt datetime(6), ts timestamp(3) NULL, yr year, tm time(2), KEY (vc), KEY (l1), KEY (ii), KEY (bin)); INSERT INTO p VALUES ");
        for (int row = 0; row < ROWS; row++) {
            sql.append(row == 0 ? "(" : ", (").append(row);
            for (int column = 1; column <= COLUMNS.size(); column++) {
                sql.append(", ").append(random.nextInt(8) == 0 ? "NULL" : value(column, random));
            }
            sql.append(')');
        }
        server.run(sql.toString());
        connector = server.connect(Map.of());
        SchemaTableName name = new SchemaTableName(database, "p");
        table = Rows.table(connector, name);
        columns = Rows.columns(connector, table);
        rows = Rows.read(connector, name, ALLOCATOR);
        assertThat(rows).hasSize(ROWS);
        assertThat(columns).hasSize(1 + COLUMNS.size());
    }

    @AfterAll
    static void close() {
        connector.close();
        ALLOCATOR.close();
    }

    private static String value(int column, Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (column) {
            case 1 -> String.valueOf(random.nextInt(-5, 5));
            case 2 -> String.valueOf(random.nextInt(250, 256));
            case 3, 4 -> String.valueOf(random.nextInt(-100, 100));
            case 5 -> String.valueOf(4_294_967_295L - random.nextInt(5));
            case 6 -> String.valueOf(Long.MAX_VALUE - random.nextInt(5));
            case 7 -> "1844674407370955161" + random.nextInt(6);
            case 8 -> String.valueOf((double) (random.nextInt(-20, 20) / 10f));
            case 9 -> String.valueOf(random.nextInt(-20, 20) / 10.0 + 1e-16);
            case 10 ->
                new BigDecimal(random.nextInt(-2000, 2000)).movePointLeft(3).toPlainString();
            case 11 -> random.nextBoolean() ? "b'1'" : "b'0'";
            case 12, 13, 14, 16 -> MariaDbText.quoted(text);
            case 15 -> MariaDbText.quoted(text.equals("𝄞") ? "x" : text);
            case 17 -> MariaDbText.quoted(text.stripTrailing());
            case 18 -> MariaDbText.quoted(text.chars().allMatch(c -> c < 256) ? text : "é");
            case 19 -> List.of("'a'", "'B'", "'ä'").get(random.nextInt(3));
            case 20, 21 -> MariaDbText.literal(text.getBytes(StandardCharsets.UTF_8));
            case 22 -> MariaDbText.literal(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(-9, 9)));
            case 23 ->
                MariaDbText.literal(LocalDateTime.of(2020, 1, 1, 0, 0).plusNanos(random.nextInt(-9, 9) * 1_000L));
            case 24 ->
                MariaDbText.literal(LocalDateTime.of(2020, 1, 1, 0, 0).plusNanos(random.nextInt(-9, 9) * 1_000_000L));
            case 25 -> String.valueOf(random.nextInt(1998, 2003));
            case 26 -> "'" + random.nextInt(10, 24) + ":00:00.0" + random.nextInt(10) + "'";
            default -> throw new IllegalArgumentException("column " + column);
        };
    }

    @Test
    void conditionsLeaveTheRowsThatTheyShould() {
        check(300, 11);
    }

    @Test
    @Tag("full")
    void manyConditionsLeaveTheRowsThatTheyShould() {
        check(20_000, 13);
    }

    private static void check(int cases, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            int index = 1 + random.nextInt(columns.size() - 1);
            ColumnHandle column = columns.get(index);
            Domain domain = domain(column.type(), index, random);
            Set<@Nullable Object> wanted = new HashSet<>();
            for (List<@Nullable Object> row : rows) {
                if (holds(domain, column.type(), row.get(index))) {
                    wanted.add(row.getFirst());
                }
            }
            Set<@Nullable Object> found = read(new Constraint(Map.of(column.name(), domain)));
            if (COLUMNS.getOrDefault(column.name(), false)) {
                assertThat(found)
                        .as("case %s: %s in %s", i, column.name(), domain)
                        .isEqualTo(wanted);
            } else {
                assertThat(found)
                        .as("case %s: %s in %s", i, column.name(), domain)
                        .containsAll(wanted);
            }
        }
    }

    /** The keys of what is left. */
    private static Set<@Nullable Object> read(Constraint constraint) {
        List<ColumnHandle> key = List.of(columns.getFirst());
        Set<@Nullable Object> keys = new HashSet<>();
        try (SplitSource splits = connector.splitManager().splits(table, key, constraint)) {
            Split split = splits.next(1).getFirst();
            try (var source =
                    connector.pageSourceProvider().orElseThrow().open((Split.PageSplit) split, key, ALLOCATOR)) {
                while (source.next()) {
                    for (int row = 0; row < source.root().getRowCount(); row++) {
                        keys.add(source.root().getVector(0).getObject(row));
                    }
                }
            }
        }
        return keys;
    }

    /** Some disjoint ascending ranges whose ends are values of the column, or near them. */
    private static Domain domain(Type type, int index, Random random) {
        List<Object> ends = new ArrayList<>();
        int count = 1 + random.nextInt(2 * MOST_RANGES);
        while (ends.size() < count) {
            @Nullable Object value = rows.get(random.nextInt(ROWS)).get(index);
            if (value != null) {
                ends.add(value);
            }
        }
        List<Object> sorted =
                ends.stream().sorted((a, b) -> compare(type, a, b)).toList();
        List<Object> distinct = new ArrayList<>();
        for (Object end : sorted) {
            if (distinct.isEmpty() || compare(type, distinct.getLast(), end) < 0) {
                distinct.add(end);
            }
        }
        boolean values = random.nextBoolean();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            Object low = form(type, distinct.get(i));
            if (values || i == distinct.size() - 1) {
                ranges.add(
                        !values && random.nextBoolean()
                                ? new Range(Optional.of(low), random.nextBoolean(), Optional.empty(), false)
                                : Range.equal(low));
            } else {
                Optional<Object> first =
                        ranges.isEmpty() && random.nextInt(3) == 0 ? Optional.empty() : Optional.of(low);
                ranges.add(new Range(
                        first,
                        first.isPresent() && random.nextBoolean(),
                        Optional.of(form(type, distinct.get(++i))),
                        random.nextBoolean()));
            }
        }
        return new Domain(type, ranges, random.nextInt(4) == 0);
    }

    /** A value that was read in the form that constraints have. */
    private static Object form(Type type, Object value) {
        return switch (value) {
            case Byte number -> (long) number;
            case Short number -> (long) number;
            case Integer number -> (long) number;
            case Long micros
            when type instanceof Type.Timestamp ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
            case List<?> zoned ->
                ZonedDateTime.ofInstant(
                        Instant.EPOCH.plus((Long) Objects.requireNonNull(zoned.getFirst()), ChronoUnit.MICROS),
                        ZoneOffset.UTC);
            default -> value;
        };
    }

    private static boolean holds(Domain domain, Type type, @Nullable Object value) {
        if (value == null) {
            return domain.nullAllowed();
        }
        return domain.ranges().stream().anyMatch(range -> {
            int low =
                    range.low().map(end -> compareForms(form(type, value), end)).orElse(1);
            int high = range.high()
                    .map(end -> compareForms(form(type, value), end))
                    .orElse(-1);
            return (low > 0 || (low == 0 && range.lowInclusive()))
                    && (high < 0 || (high == 0 && range.highInclusive()));
        });
    }

    private static int compare(Type type, Object a, Object b) {
        return compareForms(form(type, a), form(type, b));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareForms(Object a, Object b) {
        if (a instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) b);
        }
        if (a instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
        }
        return ((Comparable) a).compareTo(b);
    }
}
