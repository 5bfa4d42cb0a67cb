package io.skein.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedPropertiesTest {
    @Test
    void whatTheConnectorDeclaresIsMaskedAndReferencesStay() {
        assertThat(MaskedProperties.of(
                        Map.of("pin", "1234", "other-pin", "${ENV:PIN}", "half", "a${ENV:PIN}", "url", "jdbc:x://h/d"),
                        Set.of("pin", "other-pin", "half")))
                .isEqualTo(Map.of("pin", "***", "other-pin", "${ENV:PIN}", "half", "***", "url", "jdbc:x://h/d"));
    }

    @ParameterizedTest
    @CsvSource({
        "some-password, s, ***",
        "oauth2.token, s, ***",
        "vended-credentials-enabled, true, true",
        "oauth2.token-refresh-enabled, true, true",
        "aws.secret-key, s, ***",
        "url, jdbc:x://user:s@host/d, jdbc:x://***@host/d",
        "url, jdbc:x://host/d?user=u&password=s&ssl=true, jdbc:x://host/d?user=u&password=***&ssl=true",
    })
    void whatLooksLikeASecretIsMaskedToo(String key, String value, String shown) {
        assertThat(MaskedProperties.of(Map.of(key, value), Set.of())).isEqualTo(Map.of(key, shown));
    }

    @Test
    void everythingIsMaskedWhereNobodyKnows() {
        assertThat(MaskedProperties.all(Map.of("a", "1", "b", "${ENV:B}")))
                .isEqualTo(Map.of("a", "***", "b", "${ENV:B}"));
    }
}
