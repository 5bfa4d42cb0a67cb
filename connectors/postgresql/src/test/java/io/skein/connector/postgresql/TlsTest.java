package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.sql.SqlErrorCode;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.testkit.Rows;
import io.skein.spi.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's certificate is its own authority, and is for the name localhost. */
class TlsTest {
    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static Path certificate;
    private static Path other;

    @BeforeAll
    static void secure() {
        certificate = SERVER.certificate("server");
        other = SERVER.certificate("other");
        SERVER.secure("server");
    }

    @AfterAll
    static void expose() {
        SERVER.expose();
    }

    private static Connector connect(String host, String parameters) {
        return SERVER.connect(
                "postgres",
                Map.of(
                        "connection-url",
                        "jdbc:postgresql://" + host + ":" + SERVER.port() + "/postgres?sslmode="
                                + parameters
                                        .replace("SERVER", certificate.toString())
                                        .replace("OTHER", other.toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, disable, false",
        "127.0.0.1, allow, false",
        "127.0.0.1, prefer, true",
        "127.0.0.1, require, true",
        "127.0.0.1, verify-ca&sslrootcert=SERVER, true",
        "localhost, verify-full&sslrootcert=SERVER, true"
    })
    void connectsAsTheModeSays(String host, String mode, boolean encrypted) {
        try (Connector connector = connect(host, mode);
                BufferAllocator allocator = new RootAllocator()) {
            FoundTable mine = connector
                    .procedures()
                    .orElseThrow()
                    .table(new ProcedureCall(
                            "system",
                            "QUERY",
                            Map.of(
                                    "QUERY",
                                    new ProcedureCall.Value(
                                            Type.Varchar.UNBOUNDED,
                                            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")),
                            Map.of()));
            assertThat(Rows.read(
                            connector,
                            mine.handle(),
                            mine.metadata().columns().stream()
                                    .map(ColumnMetadata::handle)
                                    .toList(),
                            allocator))
                    .isEqualTo(List.of(List.of(encrypted)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, verify-full&sslrootcert=SERVER, SSL handshake failed",
        "127.0.0.1, verify-ca&sslrootcert=OTHER, SSL handshake failed",
        "localhost, verify-full&sslrootcert=OTHER, SSL handshake failed",
        "localhost, verify-full&sslrootcert=/no/such/file, /no/such/file"
    })
    void refusesAServerThatIsNotTheOne(String host, String mode, String message) {
        try (Connector connector = connect(host, mode)) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure -> assertThat(failure.code()).isEqualTo(SqlErrorCode.JDBC_ERROR.code()))
                    .hasMessageStartingWith("Catalog 'pg': ")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedWhereItIsRequired() {
        SERVER.expose();
        try (Connector connector = connect("127.0.0.1", "require")) {
            assertThatThrownBy(() -> connector.metadata().schemas()).hasMessageContaining("SSL");
        } finally {
            SERVER.secure("server");
        }
    }
}
