package io.skein.connector.iceberg.s3;

import io.skein.spi.connector.CatalogProperties;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.HttpClientProperties;
import org.apache.iceberg.aws.s3.S3FileIOProperties;

/**
 * How to reach S3, under Trino's names.
 *
 * @param endpoint AWS's own for the region when absent
 * @param credentials the SDK's default chain when absent: environment, profile, container, instance
 * @param attempts the most of one request
 */
public record S3Settings(
        Optional<URI> endpoint,
        Optional<String> region,
        Addressing addressing,
        Optional<S3Credentials> credentials,
        int attempts,
        Duration connectTimeout,
        Duration readTimeout) {
    public static final String SECRET_KEY = "s3.aws-secret-key";
    private static final String SESSION_TOKEN = "s3.aws-session-token";

    /** Keys whose values are not shown. */
    public static final Set<String> SECRETS = Set.of(SECRET_KEY, SESSION_TOKEN);

    private static final int MOST_RETRIES = 100;
    private static final int RETRIES = 4;

    /** Servers other than AWS's have no regions, but the signature has one. */
    static final String ANY_REGION = "us-east-1";

    /** Where a bucket's name stands. */
    enum Addressing {
        IN_PATH,
        IN_HOST
    }

    /** The same under the names of the library, without the credentials. */
    Map<String, String> library() {
        Map<String, String> properties = new HashMap<>();
        endpoint.ifPresent(uri -> properties.put(S3FileIOProperties.ENDPOINT, uri.toString()));
        region.or(() -> endpoint.map(_ -> ANY_REGION))
                .ifPresent(name -> properties.put(AwsClientProperties.CLIENT_REGION, name));
        properties.put(S3FileIOProperties.PATH_STYLE_ACCESS, String.valueOf(addressing == Addressing.IN_PATH));
        properties.put(S3FileIOProperties.S3_RETRY_NUM_RETRIES, String.valueOf(attempts - 1));
        properties.put(HttpClientProperties.CLIENT_TYPE, HttpClientProperties.CLIENT_TYPE_URLCONNECTION);
        return properties;
    }

    /** Reads the catalog's {@code s3.} properties. */
    public static S3Settings parse(CatalogProperties properties) {
        Optional<String> accessKey = properties.text("s3.aws-access-key");
        Optional<String> secretKey = properties.text(SECRET_KEY);
        Optional<String> sessionToken = properties.text(SESSION_TOKEN);
        if (accessKey.isPresent() != secretKey.isPresent()) {
            properties.required(accessKey.isPresent() ? SECRET_KEY : "s3.aws-access-key");
        }
        return new S3Settings(
                properties.uri("s3.endpoint"),
                properties.text("s3.region"),
                properties.flag("s3.path-style-access", false) ? Addressing.IN_PATH : Addressing.IN_HOST,
                accessKey.flatMap(key -> secretKey.map(secret -> new S3Credentials(key, secret, sessionToken))),
                1 + properties.integer("s3.max-error-retries", RETRIES, 0, MOST_RETRIES),
                properties.duration("s3.socket-connect-timeout", Duration.ofSeconds(5)),
                properties.duration("s3.socket-read-timeout", Duration.ofSeconds(30)));
    }
}
