package io.skein.cli;

import io.trino.client.Column;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows as an aligned table. Widths come from the first rows; later ones that are wider stick out, so that memory stays bounded. */
final class Table {
    private static final int ROWS_FOR_WIDTHS = 5_000;
    private static final Set<String> NUMERIC =
            Set.of("tinyint", "smallint", "integer", "bigint", "real", "double", "decimal");

    private final List<String> names;
    private final boolean[] right;
    private final int[] widths;
    private final Writer out;
    private final List<String[]> waiting = new ArrayList<>();
    private boolean headed;
    private long rows;

    Table(List<Column> columns, Writer out) {
        this.names = columns.stream().map(Column::getName).toList();
        this.right = new boolean[columns.size()];
        this.widths = new int[columns.size()];
        this.out = out;
        for (int i = 0; i < columns.size(); i++) {
            right[i] = NUMERIC.contains(columns.get(i).getTypeSignature().getRawType());
            widths[i] = Cells.width(names.get(i));
        }
    }

    /** Takes a row; answers whether something has been written because of it. */
    boolean add(List<Object> row) throws IOException {
        String[] cells = new String[names.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Cells.text(row.get(i));
        }
        rows++;
        if (headed) {
            line(cells);
            return true;
        }
        waiting.add(cells);
        if (waiting.size() == ROWS_FOR_WIDTHS) {
            flush();
            return true;
        }
        return false;
    }

    /** Writes what has come so far. */
    void flush() throws IOException {
        if (!headed) {
            for (String[] cells : waiting) {
                for (int i = 0; i < cells.length; i++) {
                    widths[i] = Math.max(widths[i], Cells.width(cells[i]));
                }
            }
            head();
            headed = true;
        }
        for (String[] cells : waiting) {
            line(cells);
        }
        waiting.clear();
        out.flush();
    }

    void finish() throws IOException {
        flush();
        out.write("(" + Counts.of(rows, "row") + ")\n");
        out.flush();
    }

    private void head() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            int space = widths[i] - Cells.width(names.get(i));
            line.append(i == 0 ? " " : "| ")
                    .append(" ".repeat(space / 2))
                    .append(names.get(i))
                    .append(" ".repeat(space - space / 2 + 1));
        }
        out.write(line.toString().stripTrailing() + "\n");
        line.setLength(0);
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
        }
        out.write(line.append('\n').toString());
    }

    /** Values of several lines, as EXPLAIN has them, stay in their column. */
    private void line(String[] cells) throws IOException {
        List<List<String>> lines =
                Stream.of(cells).map(cell -> cell.lines().toList()).toList();
        int height = Math.max(1, lines.stream().mapToInt(List::size).max().orElse(1));
        for (int at = 0; at < height; at++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                String text = at < lines.get(i).size() ? lines.get(i).get(at) : "";
                String space = " ".repeat(Math.max(0, widths[i] - Cells.width(text)));
                line.append(i == 0 ? " " : "| ")
                        .append(right[i] ? space + text : text + space)
                        .append(' ');
            }
            out.write(line.toString().stripTrailing() + "\n");
        }
    }
}
