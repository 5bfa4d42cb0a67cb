package io.skein.cli;

import io.trino.client.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows as an aligned table. Widths are those of the first rows; later, wider values push their line. */
final class Table {
    private static final int ROWS_MEASURED = 1000;

    private final PrintWriter out;
    private final List<String> names;
    private final boolean[] numeric;
    private final List<List<String>> measured = new ArrayList<>();
    private int[] widths = {};
    private long rows;

    Table(PrintWriter out, List<Column> columns) {
        this.out = out;
        this.names = columns.stream().map(Column::getName).toList();
        this.numeric = new boolean[columns.size()];
        for (int index = 0; index < numeric.length; index++) {
            numeric[index] =
                    columns.get(index).getType().matches("(tinyint|smallint|integer|bigint|real|double|decimal.*)");
        }
    }

    void add(List<Object> row) {
        rows++;
        List<String> cells = row.stream().map(Cell::text).toList();
        if (widths.length > 0) {
            print(cells);
            return;
        }
        measured.add(cells);
        if (measured.size() == ROWS_MEASURED) {
            flush();
        }
    }

    void end() {
        if (widths.length == 0) {
            flush();
        }
        out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
        out.flush();
    }

    private void flush() {
        widths = names.stream().mapToInt(Cell::width).toArray();
        for (List<String> cells : measured) {
            for (int index = 0; index < widths.length; index++) {
                widths[index] = Math.max(widths[index], Cell.width(cells.get(index)));
            }
        }
        print(names);
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < widths.length; index++) {
            line.append(index == 0 ? "" : "+").append("-".repeat(widths[index] + 2));
        }
        out.println(line);
        measured.forEach(this::print);
        measured.clear();
    }

    private void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < cells.size(); index++) {
            String cell = cells.get(index);
            String padding = " ".repeat(Math.max(0, widths[index] - Cell.width(cell)));
            line.append(index == 0 ? " " : " | ").append(numeric[index] ? padding + cell : cell + padding);
        }
        out.println(line.toString().stripTrailing());
    }
}
