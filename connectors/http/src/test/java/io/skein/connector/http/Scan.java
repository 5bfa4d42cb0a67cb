package io.skein.connector.http;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.testkit.Rows;
import io.skein.spi.testkit.Values;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Whole scans of a table {@code default.t} that properties define. */
final class Scan {
    static final SchemaTableName NAME = new SchemaTableName("default", "t");

    private Scan() {}

    /** Properties of a catalog with this table, which may ask internal addresses. */
    static Map<String, String> properties(String definition, String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("http.table.t", definition);
        properties.put("http.allow-internal-addresses", "true");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    static List<List<@Nullable Object>> rows(Map<String, String> properties, Constraint constraint) {
        try (Connector connector = new HttpConnectorFactory().create("web", properties);
                BufferAllocator allocator = new RootAllocator()) {
            TableHandle table = Rows.table(connector, NAME);
            List<ColumnHandle> columns = Rows.columns(connector, table);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (SplitSource splits = connector.splitManager().splits(table, columns, constraint)) {
                for (Split split : splits.next(1_000)) {
                    read(connector, (Split.PageSplit) split, columns, allocator, rows);
                }
            }
            return rows;
        }
    }

    private static void read(
            Connector connector,
            Split.PageSplit split,
            List<ColumnHandle> columns,
            BufferAllocator allocator,
            List<List<@Nullable Object>> rows) {
        try (PageSource source = connector.pageSourceProvider().orElseThrow().open(split, columns, allocator)) {
            while (source.next()) {
                for (int row = 0; row < source.root().getRowCount(); row++) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (FieldVector vector : source.root().getFieldVectors()) {
                        values.add(Values.get(vector, row));
                    }
                    rows.add(values);
                }
            }
        }
    }

    static List<List<@Nullable Object>> rows(String definition, String... more) {
        return rows(properties(definition, more), Constraint.ALL);
    }

    static Constraint where(String column, Type type, Domain.Range... ranges) {
        return new Constraint(Map.of(column, new Domain(type, List.of(ranges), false)));
    }
}
