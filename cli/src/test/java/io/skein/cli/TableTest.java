package io.skein.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.client.ClientTypeSignature;
import io.trino.client.Column;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final StringWriter out = new StringWriter();

    @Test
    void numbersStandRightAndTextLeft() throws IOException {
        Table table = new Table(List.of(column("id", "bigint"), column("name", "varchar")), out);
        table.add(List.of(1L, "Ägypten"));
        table.add(Arrays.asList(12345L, null));
        table.finish();

        assertThat(out.toString()).isEqualTo("""
                          id   |  name
                        -------+---------
                             1 | Ägypten
                         12345 | NULL
                        (2 rows)
                        """);
    }

    @Test
    void valuesOfSeveralLinesStayInTheirColumn() throws IOException {
        Table table = new Table(List.of(column("plan", "varchar"), column("n", "integer")), out);
        table.add(List.of("a\n  b", 1));
        table.finish();

        assertThat(out.toString()).isEqualTo("""
                         plan | n
                        ------+---
                         a    | 1
                           b  |
                        (1 row)
                        """);
    }

    @Test
    void nestedValuesAndBytesAreReadable() {
        assertThat(Cells.text(Arrays.asList(1, null, "x"))).isEqualTo("[1, NULL, x]");
        assertThat(Cells.text(new byte[] {0, -1})).isEqualTo("00 ff");
        assertThat(Cells.text(java.util.Map.of("k", List.of(2)))).isEqualTo("{k=[2]}");
    }

    private static Column column(String name, String type) {
        return new Column(name, type, new ClientTypeSignature(type));
    }
}
