package io.skein.coordinator.analyze.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.type.Type;
import org.junit.jupiter.api.Test;

class SymbolsTest {
    @Test
    void namesAreUnique() {
        Symbols symbols = new Symbols();
        assertThat(symbols.create("name", Type.Simple.BIGINT).name()).isEqualTo("name");
        assertThat(symbols.create("NAME", Type.Simple.BIGINT).name()).isEqualTo("name_2");
        assertThat(symbols.create("name_2", Type.Simple.BIGINT).name()).isEqualTo("name_2_2");
    }

    @Test
    void namesAreOfPlainLetters() {
        assertThat(new Symbols().create("Größe 1", Type.Simple.BIGINT).name()).isEqualTo("gre1");
        assertThat(new Symbols().create("1", Type.Simple.BIGINT).name()).isEqualTo("c_1");
    }
}
