package io.skein.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionUrlTest {
    private static ConnectionUrl parse(String url) {
        return ConnectionUrl.parse("c", url, "jdbc:lab:", 1234);
    }

    @Test
    void hasHostPortDatabaseAndParameters() {
        assertThat(parse("jdbc:lab://db.example:99/sales?a=b%20c&d"))
                .isEqualTo(new ConnectionUrl("db.example", 99, "sales", Map.of("a", "b c", "d", "")));
        assertThat(parse("jdbc:lab://db/sales")).isEqualTo(new ConnectionUrl("db", 1234, "sales", Map.of()));
        assertThat(parse("jdbc:lab://[::1]:5/a%2Fb+c")).isEqualTo(new ConnectionUrl("::1", 5, "a/b+c", Map.of()));
    }

    @Test
    void aServersUrlNeedsNoDatabase() {
        assertThat(ConnectionUrl.parseServer("c", "jdbc:lab://db?x=1", "jdbc:lab:", 1234))
                .isEqualTo(new ConnectionUrl("db", 1234, "", Map.of("x", "1")));
        assertThat(ConnectionUrl.parseServer("c", "jdbc:lab://db/", "jdbc:lab:", 1234))
                .isEqualTo(new ConnectionUrl("db", 1234, "", Map.of()));
        assertThatThrownBy(() -> ConnectionUrl.parseServer("c", "jdbc:other://db", "jdbc:lab:", 1234))
                .hasMessage("Catalog 'c' has a bad value for 'connection-url': it is not jdbc:lab://host:port");
    }

    @Test
    void doesNotRepeatWhatMayBeSecret() {
        assertThatThrownBy(() -> parse("jdbc:lab://db?password=secret"))
                .hasMessage(
                        "Catalog 'c' has a bad value for 'connection-url': it is not jdbc:lab://host:port/database");
    }
}
