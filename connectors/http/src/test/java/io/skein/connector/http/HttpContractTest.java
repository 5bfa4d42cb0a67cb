package io.skein.connector.http;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.testkit.ReadContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HttpContractTest extends ReadContract {
    private static final WebServer WEB = new WebServer();

    @BeforeAll
    static void fill() {
        WEB.answer("/people", """
                [{"id": 1, "name": "Anna", "tags": ["a", null]}, {"id": 2, "name": null}, {"id": 3, "name": "Ülo", "tags": []}]""");
    }

    @AfterAll
    static void stop() {
        WEB.close();
    }

    @Override
    protected Connector connect() {
        return new HttpConnectorFactory().create("web", Scan.properties("""
                                {"url": "%s", "columns": [{"name": "id", "type": "bigint"}, {"name": "name", "type": "varchar"},
                                 {"name": "tags", "type": "array(varchar)"}]}""".formatted(WEB.url("/people"))));
    }

    @Override
    protected SchemaTableName sample() {
        return Scan.NAME;
    }
}
