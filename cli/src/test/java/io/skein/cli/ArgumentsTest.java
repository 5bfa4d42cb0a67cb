package io.skein.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void optionsAndStatementAreRead() {
        Arguments arguments = Arguments.parse(
                List.of(
                        "--server",
                        "localhost:9999",
                        "--user",
                        "ann",
                        "--catalog",
                        "tpch",
                        "--schema",
                        "tiny",
                        " SELECT 1; "),
                Optional.of("x"));

        assertThat(arguments)
                .isEqualTo(new Arguments(
                        URI.create("http://localhost:9999"),
                        "ann",
                        Optional.of("tpch"),
                        Optional.of("tiny"),
                        Optional.of("x"),
                        "SELECT 1"));
    }

    @Test
    void wrongUsageSaysWhatIsWrong() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--frobnicate"), Optional.empty()))
                .hasMessageStartingWith("unknown option --frobnicate");
        assertThatThrownBy(() -> Arguments.parse(List.of("SELECT", "1"), Optional.empty()))
                .hasMessageStartingWith("more than one statement");
        assertThatThrownBy(() -> Arguments.parse(List.of(), Optional.empty()))
                .hasMessageStartingWith("no statement given");
        assertThatThrownBy(() -> Arguments.parse(List.of("--server"), Optional.empty()))
                .hasMessageStartingWith("option --server needs a value");
    }

    @Test
    void amountsAreThreeDigitsAndAUnit() {
        assertThat(List.of(
                        Amount.count(999),
                        Amount.count(1_500),
                        Amount.count(6_001_215),
                        Amount.bytes(10_240),
                        Amount.bytes(0)))
                .containsExactly("999", "1.50K", "6.00M", "10.0kB", "0B");
    }
}
