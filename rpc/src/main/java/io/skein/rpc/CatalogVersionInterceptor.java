package io.skein.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Carries the {@link CatalogVersion} in the header {@code skein-catalog-version}, from the client's context into the server's. */
public final class CatalogVersionInterceptor implements ClientInterceptor, ServerInterceptor {
    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("skein-catalog-version", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        CatalogVersion version = CatalogVersion.current();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                if (!version.equals(CatalogVersion.ANY)) {
                    headers.put(HEADER, Long.toString(version.value()));
                }
                super.start(listener, headers);
            }
        };
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String text = headers.get(HEADER);
        if (text == null) {
            return next.startCall(call, headers);
        }
        try {
            CatalogVersion version = new CatalogVersion(Long.parseLong(text));
            return Contexts.interceptCall(version.attachedTo(Context.current()), call, headers, next);
        } catch (NumberFormatException malformed) {
            call.close(
                    Status.INVALID_ARGUMENT.withDescription("Malformed header skein-catalog-version"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
