package io.skein.testing;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.Access;
import io.skein.proto.v1.AuthServiceGrpc;
import io.skein.proto.v1.CheckAccessReply;
import io.skein.proto.v1.CheckAccessRequest;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An auth service that allows everything but what touches the table {@code secret}. */
public final class FakeAuth extends AuthServiceGrpc.AuthServiceImplBase implements AutoCloseable {
    private final Server server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public FakeAuth() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** What has been asked: kind and table. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void checkAccess(CheckAccessRequest request, StreamObserver<CheckAccessReply> observer) {
        for (Access access : request.getAccessesList()) {
            asked.add(request.getIdentity().getUser() + " " + access.getKind() + " " + access.getCatalog() + "."
                    + access.getSchema() + "." + access.getTable());
            if (access.getTable().equals("secret")) {
                observer.onError(ErrorCodec.toStatus(new SkeinException(
                        StandardErrorCode.PERMISSION_DENIED, "Access Denied: Cannot select from secret")));
                return;
            }
        }
        observer.onNext(CheckAccessReply.getDefaultInstance());
        observer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
