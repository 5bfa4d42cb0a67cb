package io.skein.catalog.serve;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.skein.catalog.registry.CatalogInfo;
import io.skein.catalog.registry.Catalogs;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.CatalogDescription;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.DescribeCatalogRequest;
import io.skein.proto.v1.DescribeScanReply;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.FindTableRequest;
import io.skein.proto.v1.KnownReply;
import io.skein.proto.v1.KnownRequest;
import io.skein.proto.v1.ListCatalogsReply;
import io.skein.proto.v1.ListCatalogsRequest;
import io.skein.proto.v1.ListFunctionsReply;
import io.skein.proto.v1.ListFunctionsRequest;
import io.skein.proto.v1.ListProceduresReply;
import io.skein.proto.v1.ListProceduresRequest;
import io.skein.proto.v1.ListSchemasReply;
import io.skein.proto.v1.ListSchemasRequest;
import io.skein.proto.v1.ListTablesReply;
import io.skein.proto.v1.ListTablesRequest;
import io.skein.proto.v1.SelectPartitionsRequest;
import io.skein.proto.v1.SplitBatch;
import io.skein.proto.v1.SplitsRequest;
import io.skein.proto.v1.StatisticsRequest;
import io.skein.proto.v1.StoredTypesReply;
import io.skein.proto.v1.StoredTypesRequest;
import io.skein.proto.v1.TableStatistics;
import io.skein.proto.v1.TakeReply;
import io.skein.proto.v1.TakeRequest;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.KnownCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.RemoteWorkCodec;
import io.skein.rpc.catalog.StatisticsCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.VersionCodec;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Calls that change nothing: what there is, what scans need, what sources take. */
abstract class CatalogQuestions extends CatalogServiceGrpc.CatalogServiceImplBase {
    private final Catalogs catalogs;
    private final BlockingCalls calls;

    CatalogQuestions(Catalogs catalogs, BlockingCalls calls) {
        this.catalogs = catalogs;
        this.calls = calls;
    }

    @Override
    public void listCatalogs(ListCatalogsRequest request, StreamObserver<ListCatalogsReply> observer) {
        calls.answer(
                observer,
                () -> ListCatalogsReply.newBuilder()
                        .addAllCatalogs(catalogs.list().stream()
                                .map(CatalogQuestions::entry)
                                .toList())
                        .build());
    }

    @Override
    public void describeCatalog(DescribeCatalogRequest request, StreamObserver<CatalogDescription> observer) {
        calls.answer(observer, () -> {
            CatalogInfo catalog = catalogs.describe(request.getCatalog());
            return CatalogDescription.newBuilder()
                    .setCatalog(catalog.name())
                    .setConnector(catalog.connector())
                    .putAllProperties(catalog.properties())
                    .setVersion(catalog.version())
                    .setProcesses(catalogs.processes())
                    .build();
        });
    }

    @Override
    public void listSchemas(ListSchemasRequest request, StreamObserver<ListSchemasReply> observer) {
        calls.answer(
                observer,
                metadata(
                        request.getCatalog(),
                        metadata -> ListSchemasReply.newBuilder()
                                .addAllSchemas(metadata.schemas())
                                .build()));
    }

    @Override
    public void listTables(ListTablesRequest request, StreamObserver<ListTablesReply> observer) {
        Optional<String> schema = request.hasSchema() ? Optional.of(request.getSchema()) : Optional.empty();
        calls.answer(observer, () -> catalogs.use(request.getCatalog(), lease -> Relations.list(lease, schema)));
    }

    @Override
    public void findTable(FindTableRequest request, StreamObserver<FindTableReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> Relations.find(
                                lease,
                                TableCodec.decode(request.getName()),
                                request.hasVersion()
                                        ? Optional.of(VersionCodec.decode(request.getVersion()))
                                        : Optional.empty())));
    }

    @Override
    public void statistics(StatisticsRequest request, StreamObserver<TableStatistics> observer) {
        calls.answer(
                observer,
                metadata(
                        request.getCatalog(),
                        metadata -> StatisticsCodec.encode(metadata.statistics(
                                TableCodec.decode(request.getTable()),
                                ConstraintCodec.decode(request.getConstraint())))));
    }

    @Override
    public void splits(SplitsRequest request, StreamObserver<SplitBatch> observer) {
        SplitStream stream = new SplitStream((ServerCallStreamObserver<SplitBatch>) observer);
        calls.run(
                observer,
                () -> stream.send(
                        () -> catalogs.lease(request.getCatalog()),
                        lease -> lease.connector()
                                .splitManager()
                                .splits(
                                        TableCodec.decode(request.getTable()),
                                        TableCodec.decodeColumns(request.getColumnsList()),
                                        ConstraintCodec.decode(request.getConstraint()))));
    }

    @Override
    public void known(KnownRequest request, StreamObserver<KnownReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> KnownCodec.encode(lease.connector()
                                .metadata()
                                .known(TableCodec.decode(request.getTable()), KnownCodec.decode(request)))));
    }

    @Override
    public void take(TakeRequest request, StreamObserver<TakeReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> RemoteWorkCodec.encode(Facets.pushdown(lease)
                                .take(TableCodec.decode(request.getTable()), RemoteWorkCodec.decode(request)))));
    }

    @Override
    public void describeScan(SplitsRequest request, StreamObserver<DescribeScanReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> DescribeScanReply.newBuilder()
                                .addAllRequests(Facets.pushdown(lease)
                                        .requests(
                                                TableCodec.decode(request.getTable()),
                                                TableCodec.decodeColumns(request.getColumnsList()),
                                                ConstraintCodec.decode(request.getConstraint())))
                                .build()));
    }

    @Override
    public void storedTypes(StoredTypesRequest request, StreamObserver<StoredTypesReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> StoredTypesReply.newBuilder()
                                .addAllTypes(request.getTypesList().stream()
                                        .map(TypeParser::parse)
                                        .map(lease.connector().metadata()::storedType)
                                        .map(Type::displayName)
                                        .toList())
                                .build()));
    }

    @Override
    public void listFunctions(ListFunctionsRequest request, StreamObserver<ListFunctionsReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(request.getCatalog(), lease -> {
                    ListFunctionsReply.Builder reply = ListFunctionsReply.newBuilder();
                    lease.connector()
                            .functions()
                            .ifPresent(facet -> facet.functions(request.getSchema())
                                    .forEach(function -> reply.addFunctions(FunctionCodec.encode(function))));
                    return reply.build();
                }));
    }

    @Override
    public void listProcedures(ListProceduresRequest request, StreamObserver<ListProceduresReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(request.getCatalog(), lease -> {
                    ListProceduresReply.Builder reply = ListProceduresReply.newBuilder();
                    lease.connector()
                            .procedures()
                            .ifPresent(facet -> facet.procedures()
                                    .forEach(procedure -> reply.addProcedures(ProcedureCodec.encode(procedure))));
                    return reply.build();
                }));
    }

    @Override
    public void callTableFunction(CallProcedureRequest request, StreamObserver<FindTableReply> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> Relations.of(
                                lease.connector(), Facets.procedures(lease).table(ProcedureCodec.decode(request)))));
    }

    @Override
    public void selectRewrite(CallProcedureRequest request, StreamObserver<io.skein.proto.v1.TableHandle> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> TableCodec.encode(Facets.procedures(lease)
                                .select(
                                        TableCodec.decode(request.getTable()),
                                        ProcedureCodec.decode(request),
                                        ConstraintCodec.decode(request.getRows())))));
    }

    @Override
    public void selectPartitions(
            SelectPartitionsRequest request, StreamObserver<io.skein.proto.v1.TableHandle> observer) {
        calls.answer(
                observer,
                () -> catalogs.use(
                        request.getCatalog(),
                        lease -> TableCodec.encode(Facets.analysis(lease)
                                .select(
                                        TableCodec.decode(request.getTable()),
                                        request.getPartitionsList().stream()
                                                .map(partition -> partition.getValuesList().stream()
                                                        .map(value -> value.hasText()
                                                                ? Optional.of(value.getText())
                                                                : Optional.<String>empty())
                                                        .toList())
                                                .toList()))));
    }

    private <R> Callable<R> metadata(String catalog, Function<ConnectorMetadata, R> question) {
        return () -> catalogs.use(catalog, lease -> {
            Connector connector = lease.connector();
            return question.apply(connector.metadata());
        });
    }

    private static CatalogEntry entry(CatalogInfo catalog) {
        return CatalogEntry.newBuilder()
                .setName(catalog.name())
                .setConnector(catalog.connector())
                .setDynamicFilterWaitMillis(catalog.dynamicFilterWait().toMillis())
                .setFailure(catalog.failure().orElse(""))
                .setVersion(catalog.version())
                .build();
    }
}
