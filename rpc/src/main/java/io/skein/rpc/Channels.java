package io.skein.rpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Opens channels between Skein's services: plaintext, kept alive, with the shared secret and the caller in every call. */
public final class Channels {
    /** The largest message that services exchange; the server side must allow it too. */
    public static final int MAXIMUM_MESSAGE_BYTES = 64 << 20;

    /** How often a client asks whether a quiet call still lives. Servers must permit that, or they end the connection and all its calls after some times. */
    public static final int KEEP_ALIVE_SECONDS = 20;

    private final SharedSecret secret;

    public Channels(SharedSecret secret) {
        this.secret = secret;
    }

    /** A channel to {@code host:port}; connects when first used. The caller shuts it down. */
    public ManagedChannel open(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .intercept(new CallerInterceptor(), new CatalogVersionInterceptor(), secret)
                .build();
    }
}
