package io.skein.connector.iceberg.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds clients. */
final class S3Clients {
    private S3Clients() {}

    /** One that has the settings' credentials. */
    static S3Client open(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.readTimeout()))
                .credentialsProvider(settings.credentials()
                        .map(S3Clients::provider)
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build()))
                .forcePathStyle(settings.addressing() == S3Settings.Addressing.IN_PATH)
                // A wait for the server's consent is not sent again when the connection turns out to be closed.
                .serviceConfiguration(service -> service.expectContinueEnabled(false))
                // Not every server knows the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(settings.attempts())
                                .build()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region()
                .or(() -> settings.endpoint().map(_ -> S3Settings.ANY_REGION))
                .map(Region::of)
                .ifPresent(builder::region);
        return builder.build();
    }

    private static AwsCredentialsProvider provider(S3Credentials credentials) {
        AwsCredentials given = credentials
                .sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(credentials.accessKey(), credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
        return StaticCredentialsProvider.create(given);
    }
}
