package io.skein.catalog.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.skein.catalog.FakeConnector;
import io.skein.catalog.registry.CatalogReloader;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.OldVersions;
import io.skein.catalog.source.CatalogDirectory;
import io.skein.catalog.source.DescriptionReader;
import io.skein.catalog.source.StaticStore;
import io.skein.catalog.write.OpenWrites;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.CreateFunctionRequest;
import io.skein.proto.v1.CreateSchemaRequest;
import io.skein.proto.v1.DescribeCatalogRequest;
import io.skein.proto.v1.DropFunctionRequest;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.FindTableRequest;
import io.skein.proto.v1.FinishWriteRequest;
import io.skein.proto.v1.InsertTarget;
import io.skein.proto.v1.ListCatalogsRequest;
import io.skein.proto.v1.ListFunctionsRequest;
import io.skein.proto.v1.ListSchemasRequest;
import io.skein.proto.v1.ListTablesRequest;
import io.skein.proto.v1.SplitBatch;
import io.skein.proto.v1.SplitsRequest;
import io.skein.proto.v1.StoredTypesRequest;
import io.skein.proto.v1.WriteHandle;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.SharedSecret;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.spi.connector.CatalogSchemaName;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.StoredFunction;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCallsIT {
    @TempDir
    private Path directory;

    private final FakeConnector.Factory factory = new FakeConnector.Factory();
    private final Catalogs catalogs = new Catalogs(List.of(factory), OldVersions.NONE, 1);
    private final OpenWrites writes = new OpenWrites(Duration.ofHours(1), Clock.systemUTC());
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private CatalogReloader reloader;
    private Server server;
    private ManagedChannel channel;
    private CatalogServiceGrpc.CatalogServiceBlockingStub client;

    @BeforeEach
    void start() throws Exception {
        write("good", "connector.name=fake\nsplits=200\npassword=s3cret");
        write("bad", "connector.name=fake\nsplitz=1");
        reloader = new CatalogReloader(
                new CatalogDirectory(directory, new DescriptionReader(Map.of()), List.of()),
                new StaticStore(),
                catalogs);
        reloader.start(Duration.ofMillis(20));
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new CatalogCalls(catalogs, writes, new BlockingCalls(executor)))
                .build()
                .start();
        channel = new Channels(new SharedSecret("")).open("127.0.0.1:" + server.getPort());
        client = CatalogServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        executor.shutdownNow();
        reloader.close();
    }

    @Test
    void catalogsAreListedAndDescribed() {
        assertThat(entries())
                .map(entry -> entry.toBuilder().clearVersion().build())
                .containsExactly(
                        CatalogEntry.newBuilder()
                                .setName("bad")
                                .setConnector("fake")
                                .setFailure("Catalog 'bad' has an unknown property 'splitz', did you mean 'splits'?")
                                .build(),
                        CatalogEntry.newBuilder()
                                .setName("good")
                                .setConnector("fake")
                                .build());
        assertThat(client.describeCatalog(DescribeCatalogRequest.newBuilder()
                                .setCatalog("good")
                                .build())
                        .getPropertiesMap())
                .isEqualTo(Map.of("splits", "200", "password", "s3cret"));
    }

    @Test
    void usesOfABrokenOrUnknownCatalogSayWhy() {
        assertFailure(
                () -> client.listSchemas(
                        ListSchemasRequest.newBuilder().setCatalog("bad").build()),
                StandardErrorCode.CATALOG_UNAVAILABLE,
                "Catalog 'bad' cannot be used: Catalog 'bad' has an unknown property 'splitz', did you mean 'splits'?");
        assertFailure(
                () -> client.splits(
                                SplitsRequest.newBuilder().setCatalog("gone").build())
                        .hasNext(),
                StandardErrorCode.CATALOG_NOT_FOUND,
                "Catalog 'gone' not found");
    }

    @Test
    void filesThatComeChangeOrGoAreFollowedWithoutRestart() throws Exception {
        write("new", "connector.name=fake");
        await().until(() -> entries().size() == 3);

        write("bad", "connector.name=fake\nsplits=1");
        await().until(() ->
                entries().stream().allMatch(entry -> entry.getFailure().isEmpty()));

        Files.delete(directory.resolve("new.properties"));
        await().until(() -> entries().size() == 2);
        assertThat(factory.made.stream().filter(made -> made.catalog.equals("new")))
                .singleElement()
                .satisfies(gone ->
                        await().untilAsserted(() -> assertThat(gone.events).containsExactly("close")));
    }

    @Test
    void metadataIsTheConnectors() {
        assertThat(client.listSchemas(ListSchemasRequest.newBuilder()
                                .setCatalog("good")
                                .build())
                        .getSchemasList())
                .containsExactly("s");
        assertThat(client.listTables(ListTablesRequest.newBuilder()
                                .setCatalog("good")
                                .setSchema("other")
                                .build())
                        .getTablesCount())
                .isZero();
        FindTableReply found = find("t");
        assertThat(TableCodec.decode(found.getHandle()).name()).isEqualTo(FakeConnector.TABLE);
        assertThat(found.getMetadata().getComment()).isEqualTo("made by good");
        assertThat(find("u").hasHandle()).isFalse();
        assertThat(find("u").hasMetadata()).isFalse();
    }

    @Test
    void newColumnsGetTheTypesThatTheConnectorStores() {
        assertThat(client.storedTypes(StoredTypesRequest.newBuilder()
                                .setCatalog("good")
                                .addTypes("smallint")
                                .addTypes("timestamp(3) with time zone")
                                .build())
                        .getTypesList())
                .containsExactly("bigint", "timestamp(3) with time zone");
        assertFailure(
                () -> client.storedTypes(StoredTypesRequest.newBuilder()
                        .setCatalog("good")
                        .addTypes("json")
                        .build()),
                StandardErrorCode.NOT_SUPPORTED,
                "No JSON here");
    }

    @Test
    void functionsAreTheConnectors() {
        StoredFunction function = new StoredFunction(
                new SchemaFunctionName("s", "twice"),
                "(bigint)",
                "FUNCTION twice(x bigint) RETURNS bigint RETURN x * 2",
                List.of(new CatalogSchemaName("good", "s")),
                Optional.of("lab"));

        client.createFunction(CreateFunctionRequest.newBuilder()
                .setCatalog("good")
                .setFunction(FunctionCodec.encode(function))
                .setReplace(true)
                .build());

        assertThat(functions("s")).containsExactly(function);
        assertThat(functions("other")).isEmpty();
        assertThat(factory.last().events).containsExactly("create function, replace true");
        client.dropFunction(DropFunctionRequest.newBuilder()
                .setCatalog("good")
                .setSchema("s")
                .setName("twice")
                .setSignature("(bigint)")
                .build());
        assertThat(functions("s")).isEmpty();
    }

    private List<StoredFunction> functions(String schema) {
        return client
                .listFunctions(ListFunctionsRequest.newBuilder()
                        .setCatalog("good")
                        .setSchema(schema)
                        .build())
                .getFunctionsList()
                .stream()
                .map(FunctionCodec::decode)
                .toList();
    }

    @Test
    void whatAConnectorLacksIsRefused() {
        assertFailure(
                () -> client.createSchema(CreateSchemaRequest.newBuilder()
                        .setCatalog("good")
                        .setSchema("x")
                        .build()),
                StandardErrorCode.NOT_SUPPORTED,
                "This connector does not support creating schemas");
    }

    @Test
    void allSplitsArriveInOrder() {
        Iterator<SplitBatch> batches = client.splits(splits());
        long next = 0;
        while (batches.hasNext()) {
            SplitBatch batch = batches.next();
            assertThat(batch.getSerializedSize()).isLessThan(5 << 20);
            for (var split : batch.getSplitsList()) {
                assertThat(split.getRows()).isEqualTo(next++);
            }
        }
        assertThat(next).isEqualTo(200);
        await().untilAsserted(() -> assertThat(connector().events).containsExactly("splits closed"));
    }

    @Test
    void splitsThatLastAreClosedWhenTheirReaderSaysSo() {
        connector().lasting = true;
        Context.CancellableContext reading = Context.current().withCancellation();
        List<SplitBatch> batches = new ArrayList<>();
        reading.run(() -> {
            Iterator<SplitBatch> stream = client.splits(splits());
            do {
                batches.add(stream.next());
            } while (!batches.getLast().getLast());
        });
        assertThat(batches.stream().mapToInt(SplitBatch::getSplitsCount).sum()).isEqualTo(200);
        assertThat(connector().events).isEmpty();

        reading.cancel(null);
        await().untilAsserted(() -> assertThat(connector().events).containsExactly("splits closed"));
    }

    @Test
    void splitsAreMadeNoFasterThanTheyAreTakenAndACancelEndsThem() throws Exception {
        write("good", "connector.name=fake\nsplits=100000");
        await().until(() -> factory.made.stream()
                        .filter(made -> made.catalog.equals("good"))
                        .count()
                == 2);
        FakeConnector connector = factory.made.stream()
                .filter(made -> made.catalog.equals("good"))
                .reduce((first, second) -> second)
                .orElseThrow();
        Stalled stalled = new Stalled();

        CatalogServiceGrpc.newStub(channel).splits(splits(), stalled);

        stalled.first.await();
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(connector.splitsMade.get()).isLessThan(1000));
        stalled.cancel();
        await().untilAsserted(() -> assertThat(connector.events).containsExactly("splits closed"));
    }

    @Test
    void aWriteIsBegunFinishedAndForgotten() {
        WriteHandle handle = client.beginWrite(BeginWriteRequest.newBuilder()
                .setCatalog("good")
                .setInsert(InsertTarget.newBuilder()
                        .setTable(find("t").getHandle())
                        .addColumns("a"))
                .build());
        assertThat(writes.size()).isEqualTo(1);
        FinishWriteRequest finish = FinishWriteRequest.newBuilder()
                .setCatalog("good")
                .setHandle(handle)
                .addFragments(com.google.protobuf.ByteString.copyFromUtf8("f"))
                .build();

        client.finishWrite(finish);

        assertThat(connector().events).containsExactly("begin", "finish 1");
        assertThat(writes.size()).isZero();
        assertFailure(
                () -> client.finishWrite(finish),
                StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                "The write into s.t is not open any more");
    }

    private FakeConnector connector() {
        return factory.made.stream()
                .filter(made -> made.catalog.equals("good"))
                .findFirst()
                .orElseThrow();
    }

    private List<CatalogEntry> entries() {
        return client.listCatalogs(ListCatalogsRequest.getDefaultInstance()).getCatalogsList();
    }

    private FindTableReply find(String table) {
        return client.findTable(FindTableRequest.newBuilder()
                .setCatalog("good")
                .setName(TableCodec.encode(new SchemaTableName("s", table)))
                .build());
    }

    private SplitsRequest splits() {
        return SplitsRequest.newBuilder()
                .setCatalog("good")
                .setTable(
                        TableCodec.encode(new io.skein.spi.connector.TableHandle(FakeConnector.TABLE, new byte[] {1})))
                .build();
    }

    private void write(String catalog, String text) throws Exception {
        // A new file moved into place: the reader never sees half of it.
        Path fresh = Files.writeString(directory.resolve(catalog + ".new"), text);
        Files.move(
                fresh,
                directory.resolve(catalog + ".properties"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static void assertFailure(ThrowingCallable call, StandardErrorCode code, String message) {
        assertThatThrownBy(call).satisfies(failure -> {
            SkeinException known = ErrorCodec.normalize(failure);
            assertThat(known.code()).isEqualTo(code.code());
            assertThat(known).hasMessage(message);
        });
    }

    /** Takes one batch and then no more. */
    private static final class Stalled implements ClientResponseObserver<SplitsRequest, SplitBatch> {
        private final CountDownLatch first = new CountDownLatch(1);
        private final CompletableFuture<ClientCallStreamObserver<SplitsRequest>> call = new CompletableFuture<>();

        void cancel() {
            call.join().cancel("enough", null);
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<SplitsRequest> stream) {
            call.complete(stream);
            stream.disableAutoRequestWithInitial(1);
        }

        @Override
        public void onNext(SplitBatch batch) {
            first.countDown();
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
