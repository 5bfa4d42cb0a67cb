package io.skein.auth.rim;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.skein.auth.identity.Identities;
import io.skein.proto.v1.AuthServiceGrpc;
import io.skein.proto.v1.AuthenticateRequest;
import io.skein.proto.v1.CheckAccessReply;
import io.skein.proto.v1.CheckAccessRequest;
import io.skein.proto.v1.DescribeAuthReply;
import io.skein.proto.v1.DescribeAuthRequest;
import io.skein.proto.v1.Identity;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.Caller;
import jakarta.inject.Inject;
import java.util.Optional;

/** The service in Quarkus's gRPC server. */
@GrpcService
class AuthEndpoint extends AuthServiceGrpc.AuthServiceImplBase {
    private final Identities identities;
    private final BlockingCalls calls;

    @Inject
    AuthEndpoint(AuthRuntime runtime) {
        identities = runtime.identities();
        calls = runtime.calls();
    }

    @Override
    public void describe(DescribeAuthRequest request, StreamObserver<DescribeAuthReply> observer) {
        observer.onNext(DescribeAuthReply.newBuilder()
                .setPasswordRequired(identities.passwordRequired())
                .build());
        observer.onCompleted();
    }

    @Override
    public void authenticate(AuthenticateRequest request, StreamObserver<Identity> observer) {
        calls.answer(observer, () -> {
            Optional<String> password = request.hasPassword() ? Optional.of(request.getPassword()) : Optional.empty();
            Caller caller = identities.authenticate(request.getUser(), password);
            return Identity.newBuilder()
                    .setUser(caller.user())
                    .addAllGroups(caller.groups())
                    .build();
        });
    }

    /** Everything is allowed: there are no rules yet. */
    @Override
    public void checkAccess(CheckAccessRequest request, StreamObserver<CheckAccessReply> observer) {
        observer.onNext(CheckAccessReply.getDefaultInstance());
        observer.onCompleted();
    }
}
