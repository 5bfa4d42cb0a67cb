package io.skein.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
                        new WrittenFile.Column(0, 0, 0, Optional.empty(), Optional.empty())),
                new WrittenFile.Content.Data(List.of(Optional.of(""), Optional.empty())));
        WrittenFile deletes =
                new WrittenFile("/w/data/d", 1, 2, Map.of(), new WrittenFile.Content.Deletes("file:/w/data/a"));

        assertThat(WrittenFileCodec.decode(WrittenFileCodec.encode(file))).isEqualTo(file);
        assertThat(WrittenFileCodec.decode(WrittenFileCodec.encode(deletes))).isEqualTo(deletes);
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
