package io.skein.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.ListSchemasReply;
import io.skein.proto.v1.ListSchemasRequest;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private Server server;

    @BeforeEach
    void start() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerInterceptors.intercept(
                        new Schemas(new BlockingCalls(executor)), new CallerInterceptor(), new SharedSecret("grüße")))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
        executor.close();
    }

    @Test
    void theCallerArrivesOnTheServersWorkThread() throws Exception {
        Caller caller = new Caller("Zoë", Set.of("admins"));

        ListSchemasReply reply = caller.attachedTo(Context.current()).call(() -> schemas("grüße", "whoami"));

        assertThat(reply.getSchemasList()).containsExactly("Zoë", "[admins]");
    }

    @Test
    void aCallWithoutCallerIsTheSystems() {
        assertThat(schemas("grüße", "whoami").getSchemasList()).containsExactly("", "[]");
    }

    @Test
    void aWrongOrMissingSecretIsUnauthenticated() {
        for (String wrong : new String[] {"other", ""}) {
            assertThatThrownBy(() -> schemas(wrong, "whoami"))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
                        assertThat(failure.getStatus().getDescription()).isEqualTo("Wrong or missing shared secret");
                    });
        }
    }

    @Test
    void anErrorOfTheWorkCrossesWithCodeAndMessage() {
        assertThatThrownBy(() -> schemas("grüße", "nowhere")).satisfies(failure -> {
            SkeinException known = ErrorCodec.normalize(failure);
            assertThat(known.code()).isEqualTo(StandardErrorCode.CATALOG_NOT_FOUND.code());
            assertThat(known).hasMessage("Catalog 'nowhere' not found");
        });
    }

    private ListSchemasReply schemas(String secret, String catalog) {
        ManagedChannel channel = new Channels(new SharedSecret(secret)).open("127.0.0.1:" + server.getPort());
        try {
            return CatalogServiceGrpc.newBlockingStub(channel)
                    .listSchemas(
                            ListSchemasRequest.newBuilder().setCatalog(catalog).build());
        } finally {
            channel.shutdownNow();
        }
    }

    private static final class Schemas extends CatalogServiceGrpc.CatalogServiceImplBase {
        private final BlockingCalls calls;

        Schemas(BlockingCalls calls) {
            this.calls = calls;
        }

        @Override
        public void listSchemas(ListSchemasRequest request, StreamObserver<ListSchemasReply> observer) {
            calls.answer(observer, () -> {
                if (!request.getCatalog().equals("whoami")) {
                    throw new SkeinException(
                            StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + request.getCatalog() + "' not found");
                }
                Caller caller = Caller.current();
                return ListSchemasReply.newBuilder()
                        .addSchemas(caller.user())
                        .addSchemas(caller.groups().toString())
                        .build();
            });
        }
    }
}
