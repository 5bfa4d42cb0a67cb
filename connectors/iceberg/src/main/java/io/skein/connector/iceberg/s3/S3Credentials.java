package io.skein.connector.iceberg.s3;

import java.util.Optional;

/** A key for S3. Its text says nothing of it. */
record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
        return "S3Credentials";
    }
}
