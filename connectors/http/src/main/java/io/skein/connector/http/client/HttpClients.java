package io.skein.connector.http.client;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.ssl.SSLContexts;

/** A client that does nothing by itself: no redirects, no retries, no cookies, no proxies, no passwords. */
final class HttpClients {
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_CONNECTIONS_TO_A_HOST = 16;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_HEADER_BYTES = 64 << 10;

    private HttpClients() {}

    static CloseableHttpClient of(ClientSettings settings) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedResolver(settings.internal(), SystemDefaultDnsResolver.INSTANCE))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(MOST_HEADER_BYTES)
                                .build())
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS_TO_A_HOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout((int) settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build());
        settings.certificates().ifPresent(file -> connections.setTlsSocketStrategy(tls(settings.catalog(), file)));
        return HttpClientBuilder.create()
                .setConnectionManager(connections.build())
                .setUserAgent("skein")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static DefaultClientTlsStrategy tls(String catalog, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("certificate" + number++, certificate);
            }
            SSLContext context =
                    SSLContexts.custom().loadTrustMaterial(trusted, null).build();
            return new DefaultClientTlsStrategy(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "': the certificates of 'http.trusted-certificates' cannot be read: "
                            + file,
                    e);
        }
    }
}
