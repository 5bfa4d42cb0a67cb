package io.skein.connector.tpcds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.trino.tpcds.Table;
import io.trino.tpcds.generator.GeneratorColumn;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.row.TableRowWithNulls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a row object keeps the value of one column.
 *
 * @param field a field's name, or two names with a point where the value is part of the row's prices
 * @param nulls the generator's column whose bit in the row's map of nulls counts
 */
record RowField(String column, Form form, String field, String nulls) {
    private static final String ROWS = "io.trino.tpcds.row.";
    private static final Map<String, RowField> FIELDS = load();
    private static final Field NULL_BITS = open(TableRowWithNulls.class, "nullBitMap");

    enum Form {
        KEY,
        VALUE,
        FLAG,
        DATE
    }

    /** The field of a column of the large tables, whose texts would cost more than the rows themselves. */
    static Optional<RowField> of(String column) {
        return Optional.ofNullable(FIELDS.get(column));
    }

    /** The row's map of nulls. */
    static long nullBits(TableRow row) {
        try {
            return NULL_BITS.getLong(row);
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The fields to follow from the table's row to the value. */
    Field[] path(Table table) {
        try {
            Class<?> owner = Class.forName(ROWS + camelCase(table.getName()) + "Row");
            String[] names = field.split("\\.", -1);
            Field[] path = new Field[names.length];
            for (int i = 0; i < path.length; i++) {
                path[i] = open(owner, names[i]);
                owner = path[i].getType();
            }
            return path;
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The bit of this column in the row's map of nulls. */
    long nullBit(Table table) {
        GeneratorColumn[] columns = table.getGeneratorColumns();
        GeneratorColumn own = Arrays.stream(columns)
                .filter(candidate -> candidate.toString().equals(nulls))
                .findFirst()
                .orElseThrow();
        return 1L << (own.getGlobalColumnNumber() - columns[0].getGlobalColumnNumber());
    }

    private static Field open(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.split("_", -1)) {
            text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return text.toString();
    }

    private static Map<String, RowField> load() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(requireNonNull(RowField.class.getResourceAsStream("fields.txt")), UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .map(words ->
                            new RowField(words[0], Form.valueOf(words[1].toUpperCase(Locale.ROOT)), words[2], words[3]))
                    .collect(toUnmodifiableMap(RowField::column, identity()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
