package io.skein.coordinator.protocol;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.skein.proto.v1.AuthServiceGrpc;
import io.skein.proto.v1.AuthenticateRequest;
import io.skein.proto.v1.DescribeAuthRequest;
import io.skein.proto.v1.Identity;
import io.skein.rpc.Caller;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks the auth service, and believes its answers for a while: checking a password is slow on purpose. */
@Singleton
class AuthServiceCallers implements Callers {
    private static final int DEADLINE_SECONDS = 10;

    private final ManagedChannel channel;
    private final Believed<String, Boolean> passwordRequired;
    private final Believed<Credentials, Caller> callers;

    @Inject
    AuthServiceCallers(Channels channels, AuthConfiguration configuration) {
        channel = channels.open(configuration.authAddress());
        passwordRequired = new Believed<>(configuration.authLifetime());
        callers = new Believed<>(configuration.authLifetime());
    }

    @Override
    public boolean passwordRequired() {
        return passwordRequired.get(
                "",
                _ -> ask(stub -> stub.describe(DescribeAuthRequest.getDefaultInstance()))
                        .getPasswordRequired());
    }

    @Override
    public Caller authenticate(String user, Optional<String> password) {
        AuthenticateRequest.Builder request = AuthenticateRequest.newBuilder().setUser(user);
        password.ifPresent(request::setPassword);
        return callers.get(Credentials.of(user, password), _ -> {
            Identity identity = ask(stub -> stub.authenticate(request.build()));
            return new Caller(identity.getUser(), Set.copyOf(identity.getGroupsList()));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        channel.shutdownNow();
    }

    private <T> T ask(Function<AuthServiceGrpc.AuthServiceBlockingStub, T> question) {
        try {
            return question.apply(
                    AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (RuntimeException failure) {
            throw ErrorCodec.normalize(failure);
        }
    }
}
