package io.skein.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodecTest {
    @ParameterizedTest
    @EnumSource(StandardErrorCode.class)
    void everyCodeCrossesUnchanged(StandardErrorCode code) {
        SkeinException before = new SkeinException(code, new Location(3, 14), "line 3:14: Schön kaputt");

        SkeinException after = ErrorCodec.normalize(ErrorCodec.toStatus(before));

        assertThat(after.code()).isEqualTo(code.code());
        assertThat(after.location()).contains(new Location(3, 14));
        assertThat(after).hasMessage("line 3:14: Schön kaputt");
    }

    /** A header of more than 8 KB breaks the call off, and nobody learns why. */
    @ParameterizedTest
    @ValueSource(strings = {"file.parquet, ", "süß "})
    void aMessageTooLongForAHeaderIsCut(String part) {
        StatusRuntimeException status = ErrorCodec.toStatus(
                new SkeinException(StandardErrorCode.CONNECTOR_COMMIT_ERROR, "Gone: " + part.repeat(10_000)));

        SkeinException after = ErrorCodec.normalize(status);

        assertThat(after.code()).isEqualTo(StandardErrorCode.CONNECTOR_COMMIT_ERROR.code());
        String message = String.valueOf(after.getMessage());
        assertThat(message).startsWith("Gone: " + part.repeat(100)).endsWith("...");
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2990, 3003);
        assertThat(String.valueOf(status.getStatus().getDescription()).getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(590, 603);
    }

    @Test
    void aConnectorsOwnCodeAndAMissingLocationCross() {
        ErrorCode own = new ErrorCode(0x0105_0001, "ICEBERG_ODD", ErrorType.EXTERNAL);

        SkeinException after = ErrorCodec.decode(ErrorCodec.encode(new SkeinException(own, "odd")));

        assertThat(after.code()).isEqualTo(own);
        assertThat(after.location()).isEqualTo(Optional.empty());
    }

    @Test
    void anUnknownFailureIsAnInternalErrorWithoutAStack() {
        Exception failure = new ExecutionException(new IllegalStateException("the lamp is out"));

        StatusRuntimeException status = ErrorCodec.toStatus(failure);

        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(status.getStatus().getDescription()).isEqualTo("Internal error: the lamp is out");
        assertThat(ErrorCodec.normalize(status).code()).isEqualTo(StandardErrorCode.GENERIC_INTERNAL_ERROR.code());
    }

    @Test
    void aFailureWithoutMessageIsNamedByItsKind() {
        assertThat(ErrorCodec.normalize(new NullPointerException())).hasMessage("Internal error: NullPointerException");
    }

    @Test
    void anUnreachableServiceIsAHostGone() {
        SkeinException failure = ErrorCodec.normalize(
                Status.UNAVAILABLE.withDescription("io exception").asRuntimeException());

        assertThat(failure.code()).isEqualTo(StandardErrorCode.REMOTE_HOST_GONE.code());
        assertThat(failure).hasMessage("io exception");
    }

    @Test
    void theStatusFollowsTheErrorsNameAndType() {
        assertThat(statusOf(StandardErrorCode.PERMISSION_DENIED)).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(statusOf(StandardErrorCode.CATALOG_NOT_FOUND)).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(statusOf(StandardErrorCode.DIVISION_BY_ZERO)).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(statusOf(StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(statusOf(StandardErrorCode.ICEBERG_BAD_DATA)).isEqualTo(Status.Code.UNKNOWN);
    }

    private static Status.Code statusOf(StandardErrorCode code) {
        return ErrorCodec.toStatus(new SkeinException(code, "x")).getStatus().getCode();
    }
}
