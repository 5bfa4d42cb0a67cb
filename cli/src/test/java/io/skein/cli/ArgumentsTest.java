package io.skein.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void optionsComeWithSpaceOrEqualsSign() throws Arguments.Wrong {
        Arguments arguments =
                parse("--server", "host:9", "--catalog=tpch", "--schema", "tiny", "--user=ann", "SELECT 1 ;\n");

        assertThat(arguments.server()).isEqualTo(URI.create("http://host:9"));
        assertThat(arguments.catalog()).contains("tpch");
        assertThat(arguments.schema()).contains("tiny");
        assertThat(arguments.user()).isEqualTo("ann");
        assertThat(arguments.statement()).isEqualTo("SELECT 1");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> parse()).hasMessage("no statement");
        assertThatThrownBy(() -> parse(" ; ")).hasMessage("no statement");
        assertThatThrownBy(() -> parse("SELECT", "1")).hasMessage("more than one statement; put it in quotes");
        assertThatThrownBy(() -> parse("--file", "x", "SELECT 1")).hasMessage("unknown option --file");
        assertThatThrownBy(() -> parse("SELECT 1", "--user")).hasMessage("--user needs a value");
        assertThatThrownBy(() -> parse("SELECT 1", "--schema", "s")).hasMessage("--schema needs --catalog");
        assertThatThrownBy(() -> parse("SELECT 1", "--server", "a b")).hasMessage("not an address: a b");
    }

    private static Arguments parse(String... words) throws Arguments.Wrong {
        return Arguments.parse(words);
    }
}
