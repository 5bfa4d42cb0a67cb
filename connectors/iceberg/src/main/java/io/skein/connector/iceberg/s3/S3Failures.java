package io.skein.connector.iceberg.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What users are told of failures of S3: its status and message, no request ids and no stack. */
public final class S3Failures {
    private S3Failures() {}

    /** Why S3 failed, if it was S3 that did. */
    public static Optional<String> of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkException) {
                return Optional.of(reason(cause));
            }
        }
        return Optional.empty();
    }

    static String reason(Throwable failure) {
        if (failure instanceof AwsServiceException service) {
            String what = service.awsErrorDetails() == null
                            || service.awsErrorDetails().errorMessage() == null
                    ? String.valueOf(service.getMessage())
                    : service.awsErrorDetails().errorCode() + ": "
                            + service.awsErrorDetails().errorMessage();
            return what + " (status " + service.statusCode() + ")";
        }
        return String.valueOf(failure.getMessage());
    }
}
