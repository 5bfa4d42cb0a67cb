package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
    private final WebServer web = new WebServer();

    @AfterEach
    void stop() {
        web.close();
    }

    private List<List<Object>> rows(String path, String more) {
        return List.copyOf(Scan.rows("{\"url\": \"" + web.url(path) + "\", " + more
                        + ", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}"))
                .stream()
                .map(row -> row.stream().map(Object.class::cast).toList())
                .toList();
    }

    private void answers(String path, Map<String, String> byQuery) {
        web.on(path, exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            WebServer.send(
                    exchange, 200, Map.of(), byQuery.getOrDefault(query, "?").getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void followsLinksOfTheDocumentBeforeAndAfterTheRows() {
        answers(
                "/t",
                Map.of(
                        "null", "{\"links\": {\"next\": \"?p=2\"}, \"items\": [{\"a\": 1}]}",
                        "p=2", "{\"items\": [{\"a\": 2}], \"links\": {\"next\": \"" + web.url("/t?p=3") + "\"}}",
                        "p=3", "{\"items\": [], \"links\": {\"next\": null}}"));

        assertThat(rows(
                        "/t",
                        "\"rows\": \"/items\", \"paging\": {\"type\": \"next-link\", \"pointer\": \"/links/next\"}"))
                .containsExactly(List.of(1L), List.of(2L));
        assertThat(web.targets()).containsExactly("/t", "/t?p=2", "/t?p=3");
    }

    @Test
    void followsLinksOfTheHeader() {
        web.status(
                "/first",
                200,
                Map.of("Link", "</x>; rel=\"prev\", </second?a=1,2>; title=\"a, b\"; rel=\"last next\""),
                "[{\"a\": 1}]");
        web.status("/second", 200, Map.of("Link", "</first>; rel=\"first\""), "[{\"a\": 2}]");

        assertThat(rows("/first", "\"paging\": {\"type\": \"link-header\"}")).containsExactly(List.of(1L), List.of(2L));
        assertThat(web.targets()).containsExactly("/first", "/second?a=1,2");
    }

    @Test
    void countsPages() {
        answers("/t", Map.of("page=0", "[{\"a\": 1}, {\"a\": 2}]", "page=1", "[{\"a\": 3}]", "page=2", "[]"));
        answers("/sized", Map.of("f=1&n=2&page=1", "[{\"a\": 1}, {\"a\": 2}]", "f=1&n=2&page=2", "[{\"a\": 3}]"));

        assertThat(rows("/t", "\"paging\": {\"type\": \"page\", \"parameter\": \"page\", \"first\": 0}"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(web.targets()).containsExactly("/t?page=0", "/t?page=1", "/t?page=2");
        assertThat(
                        rows(
                                "/sized?f=1",
                                "\"paging\": {\"type\": \"page\", \"parameter\": \"page\", \"sizeParameter\": \"n\", \"size\": 2}"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void countsRows() {
        answers("/t", Map.of("n=2&from=0", "[{\"a\": 1}, {\"a\": 2}]", "n=2&from=2", "[{\"a\": 3}]"));

        assertThat(
                        rows(
                                "/t",
                                "\"paging\": {\"type\": \"offset\", \"parameter\": \"from\", \"sizeParameter\": \"n\", \"size\": 2}"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
        assertThat(web.targets()).containsExactly("/t?n=2&from=0", "/t?n=2&from=2");
    }

    @Test
    void sendsCursors() {
        answers(
                "/t",
                Map.of(
                        "x=1", "{\"cursor\": \"a&b\", \"rows\": [{\"a\": 1}]}",
                        "x=1&after=a%26b", "{\"cursor\": 7, \"rows\": [{\"a\": 2}]}",
                        "x=1&after=7", "{\"cursor\": \"\", \"rows\": [{\"a\": 3}]}"));

        assertThat(
                        rows(
                                "/t",
                                "\"query\": {\"x\": \"1\"}, \"rows\": \"/rows\", \"paging\": {\"type\": \"cursor\", \"parameter\": \"after\"}"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void refusesToGoRoundInCircles() {
        answers("/t", Map.of("null", "{\"next\": \"/t?p=2\", \"r\": []}", "p=2", "{\"next\": \"/t\", \"r\": []}"));

        assertThatThrownBy(() -> rows("/t", "\"rows\": \"/r\", \"paging\": {\"type\": \"next-link\"}"))
                .hasMessage("Catalog 'web': " + web.url("/t") + " leads to a page that was read already");
    }
}
