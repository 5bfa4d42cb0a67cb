package io.skein.rpc;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * How Skein's services trust each other: every call brings the secret in the header {@value #HEADER_NAME}. Without a secret only callers on the
 * same machine are let in.
 */
public final class SharedSecret implements ClientInterceptor, ServerInterceptor {
    /** The header's name, for the Flight doors; binary, so that any secret passes. */
    public static final String HEADER_NAME = "skein-secret-bin";

    static final Metadata.Key<byte[]> HEADER = Metadata.Key.of(HEADER_NAME, Metadata.BINARY_BYTE_MARSHALLER);

    private final byte[] secret;

    /** An empty secret turns the check off for loopback and refuses everybody else. */
    public SharedSecret(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    public boolean isSet() {
        return secret.length > 0;
    }

    /** What a caller has to present. */
    public byte[] presented() {
        return secret.clone();
    }

    /** Whether this is what a caller presented; takes the same time for every wrong one. */
    public boolean matches(byte @Nullable [] presented) {
        return presented != null && MessageDigest.isEqual(secret, presented);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        if (!isSet()) {
            return next.newCall(method, options);
        }
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                headers.put(HEADER, secret);
                super.start(listener, headers);
            }
        };
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        boolean trusted = isSet() ? matches(headers.get(HEADER)) : onThisMachine(call.getAttributes());
        if (trusted) {
            return next.startCall(call, headers);
        }
        String reason = isSet() ? "Wrong or missing shared secret" : "Calls from other machines need a shared secret";
        call.close(Status.UNAUTHENTICATED.withDescription(reason), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static boolean onThisMachine(Attributes attributes) {
        @Nullable SocketAddress remote = attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        // Anything but a network address is an in-process transport.
        return !(remote instanceof InetSocketAddress network)
                || network.getAddress() == null
                || network.getAddress().isLoopbackAddress();
    }
}
