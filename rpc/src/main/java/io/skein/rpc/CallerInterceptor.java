package io.skein.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
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
import io.skein.proto.v1.Identity;
import java.util.Set;

/** Carries the {@link Caller} in the header {@code skein-caller-bin}, from the client's context into the server's. */
public final class CallerInterceptor implements ClientInterceptor, ServerInterceptor {
    static final Metadata.Key<byte[]> HEADER = Metadata.Key.of("skein-caller-bin", Metadata.BINARY_BYTE_MARSHALLER);

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        Caller caller = Caller.current();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                if (!caller.user().isEmpty()) {
                    Identity identity = Identity.newBuilder()
                            .setUser(caller.user())
                            .addAllGroups(caller.groups())
                            .build();
                    headers.put(HEADER, identity.toByteArray());
                }
                super.start(listener, headers);
            }
        };
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        byte[] bytes = headers.get(HEADER);
        if (bytes == null) {
            return next.startCall(call, headers);
        }
        try {
            Identity identity = Identity.parseFrom(bytes);
            Caller caller = new Caller(identity.getUser(), Set.copyOf(identity.getGroupsList()));
            return Contexts.interceptCall(caller.attachedTo(Context.current()), call, headers, next);
        } catch (InvalidProtocolBufferException malformed) {
            call.close(Status.INVALID_ARGUMENT.withDescription("Malformed header skein-caller-bin"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
