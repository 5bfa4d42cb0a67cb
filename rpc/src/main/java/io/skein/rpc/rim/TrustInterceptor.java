package io.skein.rpc.rim;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.skein.rpc.CallerInterceptor;
import io.skein.rpc.CatalogVersionInterceptor;
import io.skein.rpc.SharedSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks the shared secret ({@code skein.shared-secret}) of every incoming call, then takes over its caller and the version of a catalog that it means. */
@GlobalInterceptor
@ApplicationScoped
public class TrustInterceptor implements ServerInterceptor {
    private final SharedSecret secret;
    private final CallerInterceptor caller = new CallerInterceptor();
    private final CatalogVersionInterceptor version = new CatalogVersionInterceptor();

    public TrustInterceptor(@ConfigProperty(name = "skein.shared-secret") Optional<String> secret) {
        this.secret = new SharedSecret(secret.orElse(""));
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return secret.interceptCall(
                call,
                headers,
                (trusted, trustedHeaders) -> caller.interceptCall(
                        trusted,
                        trustedHeaders,
                        (called, calledHeaders) -> version.interceptCall(called, calledHeaders, next)));
    }
}
