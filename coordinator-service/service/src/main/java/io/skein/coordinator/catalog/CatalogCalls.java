package io.skein.coordinator.catalog;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import io.skein.proto.v1.CatalogManagementServiceGrpc;
import io.skein.proto.v1.CatalogManagementServiceGrpc.CatalogManagementServiceBlockingStub;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import io.skein.rpc.Caller;
import io.skein.rpc.CatalogVersion;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls to the catalog service for one caller: errors cross unchanged, an absent service is said to be absent. */
final class CatalogCalls {
    private static final long DEADLINE_SECONDS = 300;

    private final CatalogServiceBlockingStub stub;
    private final CatalogManagementServiceBlockingStub management;
    private final Caller caller;

    CatalogCalls(Channel channel, Caller caller) {
        this.stub = CatalogServiceGrpc.newBlockingStub(channel);
        this.management = CatalogManagementServiceGrpc.newBlockingStub(channel);
        this.caller = caller;
    }

    <T> T call(Function<CatalogServiceBlockingStub, T> call) {
        return call(CatalogVersion.ANY, call);
    }

    <T> T call(CatalogVersion version, Function<CatalogServiceBlockingStub, T> call) {
        return call(stub, version, call);
    }

    <T> T manage(Function<CatalogManagementServiceBlockingStub, T> call) {
        return call(management, CatalogVersion.ANY, call);
    }

    private <S extends AbstractBlockingStub<S>, T> T call(S service, CatalogVersion version, Function<S, T> call) {
        try {
            return version.attachedTo(caller.attachedTo(Context.ROOT))
                    .call(() -> call.apply(service.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)));
        } catch (Exception e) {
            throw translated(e);
        }
    }

    static SkeinException translated(Throwable failure) {
        SkeinException known = ErrorCodec.normalize(failure);
        return isUnavailable(failure) && known.code().equals(StandardErrorCode.REMOTE_HOST_GONE.code())
                ? new SkeinException(
                        StandardErrorCode.CATALOG_NOT_AVAILABLE, "The catalog service does not answer", failure)
                : known;
    }

    /** Whether the service may or may not have done what it was asked. */
    static boolean outcomeUnknown(SkeinException failure) {
        return failure.getCause() instanceof StatusRuntimeException status
                && (isUnavailable(status) || status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED)
                && failure.code().type() != ErrorType.EXTERNAL;
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof StatusRuntimeException status
                && status.getStatus().getCode() == Status.Code.UNAVAILABLE;
    }
}
