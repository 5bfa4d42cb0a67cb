package io.skein.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenFileCodecTest {
    @Test
    void aFragmentIsReadBackEqual() {
        WrittenFile file = new WrittenFile(
                "/w/data/a b\"ß.parquet",
                Long.MAX_VALUE,
                12,
                Map.of(
                        "n",
                        new WrittenFile.Column(3, 1, 7, Optional.of("-1"), Optional.of("")),
                        "nothing",
                        new WrittenFile.Column(0, 0, 0, Optional.empty(), Optional.empty())));

        assertThat(WrittenFileCodec.decode(WrittenFileCodec.encode(file))).isEqualTo(file);
    }

    @Test
    void somethingElseIsRefused() {
        for (String other : new String[] {"", "{", "{\"path\":\"x\"}"}) {
            assertThatThrownBy(() -> WrittenFileCodec.decode(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SkeinException.class)
                    .hasMessage("A fragment is no written file");
        }
    }
}
