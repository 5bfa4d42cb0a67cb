package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static void keytool(Path directory, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 7];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        System.arraycopy(
                new String[] {
                    "-alias", "web", "-keystore", directory.resolve("keys").toString(), "-storepass", "changeit"
                },
                0,
                command,
                arguments.length + 1,
                6);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void trustsTheCertificatesThatItIsTold(@TempDir Path directory) throws Exception {
        keytool(directory, "-genkeypair", "-keyalg", "EC", "-dname", "CN=web", "-ext", "SAN=ip:127.0.0.1");
        Path certificate = directory.resolve("web.pem");
        keytool(directory, "-exportcert", "-rfc", "-file", certificate.toString());
        HttpsServer server = server(directory.resolve("keys"));
        String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/t";
        String definition = "{\"url\": \"" + url + "\", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}";
        try {
            assertThat(Scan.rows(definition, "http.trusted-certificates", certificate.toString()))
                    .containsExactly(List.of(1L));
            assertThatThrownBy(() -> Scan.rows(definition))
                    .hasMessageStartingWith("Catalog 'web': " + url + " cannot be trusted: ");
            String other = url.replace("127.0.0.1", "localhost");
            assertThatThrownBy(() -> Scan.rows(
                            definition.replace(url, other), "http.trusted-certificates", certificate.toString()))
                    .hasMessageStartingWith("Catalog 'web': " + other + " cannot be trusted: ");
        } finally {
            server.stop(0);
        }
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> Scan.rows(definition, "http.trusted-certificates", empty.toString()))
                .hasMessage("Catalog 'web': the certificates of 'http.trusted-certificates' cannot be read: " + empty);
    }

    private static HttpsServer server(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/t",
                exchange -> WebServer.send(exchange, 200, Map.of(), "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8)));
        server.start();
        return server;
    }
}
