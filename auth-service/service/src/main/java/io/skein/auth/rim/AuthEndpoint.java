package io.skein.auth.rim;

import io.quarkus.grpc.GrpcService;
import io.quarkus.runtime.ShutdownEvent;
import io.skein.auth.AuthCalls;
import io.skein.auth.access.AccessRules;
import io.skein.auth.group.GroupFile;
import io.skein.auth.group.Groups;
import io.skein.auth.password.PasswordAuthenticator;
import io.skein.auth.password.PasswordFile;
import io.skein.rpc.BlockingCalls;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The service in Quarkus's gRPC server. */
@GrpcService
class AuthEndpoint extends AuthCalls {
    private final ExecutorService executor;

    @Inject
    AuthEndpoint(AuthServiceConfiguration configuration) {
        this(configuration, Executors.newVirtualThreadPerTaskExecutor());
    }

    private AuthEndpoint(AuthServiceConfiguration configuration, ExecutorService executor) {
        super(
                configuration
                        .passwordFile()
                        .<PasswordAuthenticator>map(file -> new PasswordFile(file, configuration.refreshPeriod()))
                        .orElseGet(PasswordAuthenticator::none),
                configuration
                        .groupFile()
                        .<Groups>map(file -> new GroupFile(file, configuration.refreshPeriod()))
                        .orElseGet(Groups::none),
                AccessRules.allowAll(),
                new BlockingCalls(executor));
        this.executor = executor;
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
