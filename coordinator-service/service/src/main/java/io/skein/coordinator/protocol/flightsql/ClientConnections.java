package io.skein.coordinator.protocol.flightsql;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/** Tells each call its connection, and each connection its end. */
final class ClientConnections extends ServerTransportFilter implements ServerInterceptor {
    private static final Attributes.Key<ClientConnection> CONNECTION = Attributes.Key.create("skein-connection");

    void addTo(NettyServerBuilder server) {
        server.addTransportFilter(this).intercept(this);
    }

    @Override
    public Attributes transportReady(Attributes transport) {
        return transport.toBuilder().set(CONNECTION, new ClientConnection()).build();
    }

    @Override
    public void transportTerminated(Attributes transport) {
        @Nullable ClientConnection connection = transport == null ? null : transport.get(CONNECTION);
        if (connection != null) {
            connection.end();
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        @Nullable ClientConnection connection = call.getAttributes().get(CONNECTION);
        return connection == null
                ? next.startCall(call, headers)
                : Contexts.interceptCall(connection.with(Context.current()), call, headers, next);
    }
}
