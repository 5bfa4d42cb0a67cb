package io.skein.connector.sql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void sortsKeysAndDropsSpaces() {
        assertThat(CanonicalJson.of(" { \"b\" : [1, 2.50, true, null], \"a\" : {\"z\":1,\"y\":2}, \"b\" : \"last\" } "))
                .isEqualTo("{\"a\":{\"y\":2,\"z\":1},\"b\":\"last\"}");
        assertThat(CanonicalJson.of("[1, 2.50, 1e3, 12345678901234567890, \"\\u00e9\\n\\u0001\"]"))
                .isEqualTo("[1,2.5,1000.0,12345678901234567890,\"é\\n\\u0001\"]");
        assertThat(CanonicalJson.of("\"\\ud834\\udd1e\"")).isEqualTo("\"\\uD834\\uDD1E\"");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> CanonicalJson.of("{a}")).isInstanceOf(IllegalArgumentException.class);
    }
}
