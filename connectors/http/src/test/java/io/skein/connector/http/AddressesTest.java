package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Constraint;
import io.skein.spi.error.SkeinException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private final WebServer web = new WebServer().answer("/t", "[{\"a\": 1}]");

    @AfterEach
    void stop() {
        web.close();
    }

    private void scan(String url, String internal, String hosts) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "http.table.t",
                "{\"url\": \"" + url
                        + "\", \"headers\": {\"Authorization\": \"Bearer geheim\"}, \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}");
        properties.put("http.allow-internal-addresses", internal);
        properties.put("http.allowed-hosts", hosts);
        assertThat(Scan.rows(properties, Constraint.ALL)).containsExactly(List.of(1L));
    }

    private void refuses(String message, String url, String internal, String hosts) {
        assertThatThrownBy(() -> scan(url, internal, hosts))
                .isInstanceOfSatisfying(
                        SkeinException.class, e -> assertThat(e.code().name()).isEqualTo("HTTP_ADDRESS_REFUSED"))
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "127.1.2.3", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"})
    void refusesThisMachineUnderAnyName(String host) {
        String url = "http://" + host + ":" + web.port() + "/t";

        refuses(
                "Catalog 'web': " + url
                        + " is not to be asked, whose host has an internal address (http.allow-internal-addresses)",
                url,
                "false",
                "");
        assertThat(web.targets()).isEmpty();
    }

    @Test
    void allowsThoseThatAreListed() {
        scan("http://localhost:" + web.port() + "/t", "localhost", "");
        scan("http://localhost:" + web.port() + "/t", "true", "LOCALHOST, example.com");
    }

    @Test
    void refusesHostsThatAreNotListed() {
        refuses(
                "Catalog 'web': " + web.url("/t") + " is not to be asked, whose host is not among 'http.allowed-hosts'",
                web.url("/t"),
                "true",
                "*.example.com, localhost");
    }

    @Test
    void refusesRedirectsToInternalAddressesAndOtherHosts() {
        String start = "http://localhost:" + web.port() + "/go";
        web.redirect("/go", web.url("/t"));

        refuses(
                "Catalog 'web': " + web.url("/t")
                        + " is not to be asked, whose host has an internal address (http.allow-internal-addresses)",
                start,
                "localhost",
                "localhost,127.0.0.1");
        refuses(
                "Catalog 'web': " + web.url("/t") + " is not to be asked, whose host is not among 'http.allowed-hosts'",
                start,
                "true",
                "");
        assertThat(web.targets()).containsExactly("/go", "/go");
    }

    @Test
    void tellsSecretsToNoOtherOrigin() {
        web.redirect("/go", web.url("/t"));
        scan("http://localhost:" + web.port() + "/go", "true", "localhost,127.0.0.1");

        assertThat(web.requests())
                .extracting(request -> request.headers().getFirst("Authorization"))
                .containsExactly("Bearer geheim", null);
    }

    @Test
    void refusesOtherSchemes() {
        web.redirect("/file", "file://localhost/etc/passwd");
        refuses(
                "Catalog 'web': file://localhost/etc/passwd is not to be asked, which is no http or https URL",
                "http://localhost:" + web.port() + "/file",
                "true",
                "");
    }
}
