package io.skein.catalog.serve;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.skein.catalog.registry.CatalogInfo;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.ConnectorLease;
import io.skein.catalog.write.OpenWrites;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.CatalogDescription;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.ChangeTableRequest;
import io.skein.proto.v1.CreateFunctionRequest;
import io.skein.proto.v1.CreateMaterializedViewRequest;
import io.skein.proto.v1.CreateSchemaRequest;
import io.skein.proto.v1.CreateTableRequest;
import io.skein.proto.v1.CreateViewRequest;
import io.skein.proto.v1.DeleteRowsReply;
import io.skein.proto.v1.DeleteRowsRequest;
import io.skein.proto.v1.DescribeCatalogRequest;
import io.skein.proto.v1.DescribeScanReply;
import io.skein.proto.v1.Done;
import io.skein.proto.v1.DropFunctionRequest;
import io.skein.proto.v1.DropSchemaRequest;
import io.skein.proto.v1.DropTableRequest;
import io.skein.proto.v1.DropViewRequest;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.FindTableRequest;
import io.skein.proto.v1.FinishWriteRequest;
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
import io.skein.proto.v1.RenameSchemaRequest;
import io.skein.proto.v1.RenameTableRequest;
import io.skein.proto.v1.RenameViewRequest;
import io.skein.proto.v1.SelectPartitionsRequest;
import io.skein.proto.v1.SetMaterializedViewPropertiesRequest;
import io.skein.proto.v1.SplitBatch;
import io.skein.proto.v1.SplitsRequest;
import io.skein.proto.v1.StatisticsRequest;
import io.skein.proto.v1.StoredTypesReply;
import io.skein.proto.v1.StoredTypesRequest;
import io.skein.proto.v1.TableStatistics;
import io.skein.proto.v1.TakeReply;
import io.skein.proto.v1.TakeRequest;
import io.skein.proto.v1.WriteHandle;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.KnownCodec;
import io.skein.rpc.catalog.MaterializedViewCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.RemoteWorkCodec;
import io.skein.rpc.catalog.StatisticsCodec;
import io.skein.rpc.catalog.TableChangeCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.VersionCodec;
import io.skein.rpc.catalog.ViewCodec;
import io.skein.rpc.catalog.WriteCodec;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** The catalog service's calls. Each one is translated, run on a thread that may block, and answered. */
public class CatalogCalls extends CatalogServiceGrpc.CatalogServiceImplBase {
    private final Catalogs catalogs;
    private final OpenWrites writes;
    private final WriteBeginnings writeBeginnings;
    private final BlockingCalls calls;

    public CatalogCalls(Catalogs catalogs, OpenWrites writes, BlockingCalls calls) {
        this.catalogs = catalogs;
        this.writes = writes;
        this.writeBeginnings = new WriteBeginnings(catalogs, writes);
        this.calls = calls;
    }

    @Override
    public void listCatalogs(ListCatalogsRequest request, StreamObserver<ListCatalogsReply> observer) {
        calls.answer(
                observer,
                () -> ListCatalogsReply.newBuilder()
                        .addAllCatalogs(catalogs.list().stream()
                                .map(CatalogCalls::entry)
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
    public void createSchema(CreateSchemaRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, "creating schemas")
                        .createSchema(request.getSchema(), request.getPropertiesMap()));
    }

    @Override
    public void dropSchema(DropSchemaRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, "dropping schemas")
                        .dropSchema(request.getSchema(), request.getCascade()));
    }

    @Override
    public void renameSchema(RenameSchemaRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, "renaming schemas")
                        .renameSchema(request.getSchema(), request.getNewName()));
    }

    @Override
    public void createTable(CreateTableRequest request, StreamObserver<Done> observer) {
        TableMetadata table = TableCodec.decode(request.getTable());
        change(observer, request.getCatalog(), lease -> {
            ConnectorDefinition definition = Facets.definition(lease, "creating tables");
            if (request.getReplace()) {
                definition.replaceTable(table);
            } else {
                definition.createTable(table);
            }
        });
    }

    @Override
    public void dropTable(DropTableRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, "dropping tables").dropTable(TableCodec.decode(request.getTable())));
    }

    @Override
    public void renameTable(RenameTableRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, "renaming tables")
                        .renameTable(TableCodec.decode(request.getTable()), TableCodec.decode(request.getNewName())));
    }

    @Override
    public void changeTable(ChangeTableRequest request, StreamObserver<Done> observer) {
        TableChange change = TableChangeCodec.decode(request.getChange());
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.definition(lease, change.description())
                        .changeTable(TableCodec.decode(request.getTable()), change));
    }

    @Override
    public void createView(CreateViewRequest request, StreamObserver<Done> observer) {
        SchemaTableName name = TableCodec.decode(request.getName());
        ViewDefinition view = ViewCodec.decode(request.getView());
        change(observer, request.getCatalog(), lease -> {
            ConnectorViews views = Facets.views(lease, "creating views");
            if (request.getReplace()) {
                views.replaceView(name, view);
            } else {
                views.createView(name, view);
            }
        });
    }

    @Override
    public void dropView(DropViewRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.views(lease, "dropping views").dropView(TableCodec.decode(request.getName())));
    }

    @Override
    public void renameView(RenameViewRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.views(lease, "renaming views")
                        .renameView(TableCodec.decode(request.getName()), TableCodec.decode(request.getNewName())));
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
    public void createMaterializedView(CreateMaterializedViewRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.materializedViews(lease, "creating materialized views")
                        .create(
                                TableCodec.decode(request.getName()),
                                MaterializedViewCodec.decode(request.getDefinition()),
                                request.getReplace()));
    }

    @Override
    public void dropMaterializedView(DropViewRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.materializedViews(lease, "dropping materialized views")
                        .drop(TableCodec.decode(request.getName())));
    }

    @Override
    public void renameMaterializedView(RenameViewRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.materializedViews(lease, "renaming materialized views")
                        .rename(TableCodec.decode(request.getName()), TableCodec.decode(request.getNewName())));
    }

    @Override
    public void setMaterializedViewProperties(
            SetMaterializedViewPropertiesRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.materializedViews(lease, "setting materialized view properties")
                        .setProperties(
                                TableCodec.decode(request.getName()),
                                TableChangeCodec.decode(request.getProperties())));
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
    public void createFunction(CreateFunctionRequest request, StreamObserver<Done> observer) {
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.functions(lease, "creating functions")
                        .createFunction(FunctionCodec.decode(request.getFunction()), request.getReplace()));
    }

    @Override
    public void dropFunction(DropFunctionRequest request, StreamObserver<Done> observer) {
        SchemaFunctionName name = new SchemaFunctionName(request.getSchema(), request.getName());
        change(
                observer,
                request.getCatalog(),
                lease -> Facets.functions(lease, "dropping functions").dropFunction(name, request.getSignature()));
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
    public void callProcedure(CallProcedureRequest request, StreamObserver<Done> observer) {
        ProcedureCall call = ProcedureCodec.decode(request);
        change(observer, request.getCatalog(), lease -> {
            if (request.hasTable()) {
                Facets.procedures(lease).execute(TableCodec.decode(request.getTable()), call);
            } else {
                Facets.procedures(lease).call(call);
            }
        });
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

    @Override
    public void beginWrite(BeginWriteRequest request, StreamObserver<WriteHandle> observer) {
        calls.answer(observer, () -> WriteCodec.encode(writeBeginnings.begin(request)));
    }

    @Override
    public void deleteRows(DeleteRowsRequest request, StreamObserver<DeleteRowsReply> observer) {
        calls.answer(observer, () -> {
            try (ConnectorLease lease = catalogs.lease(request.getCatalog())) {
                DeleteRowsReply.Builder reply = DeleteRowsReply.newBuilder();
                Facets.rowChanges(lease.connector())
                        .delete(TableCodec.decode(request.getTable()), ConstraintCodec.decode(request.getRows()))
                        .ifPresent(reply::setDeleted);
                return reply.build();
            }
        });
    }

    @Override
    public void finishWrite(FinishWriteRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            writes.finish(request.getCatalog(), WriteCodec.decode(request.getHandle()), fragments(request));
            return Done.getDefaultInstance();
        });
    }

    @Override
    public void abortWrite(FinishWriteRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            writes.abort(request.getCatalog(), WriteCodec.decode(request.getHandle()), fragments(request));
            return Done.getDefaultInstance();
        });
    }

    private <R> Callable<R> metadata(String catalog, Function<ConnectorMetadata, R> question) {
        return () -> catalogs.use(catalog, lease -> {
            Connector connector = lease.connector();
            return question.apply(connector.metadata());
        });
    }

    private void change(StreamObserver<Done> observer, String catalog, Consumer<ConnectorLease> change) {
        calls.answer(observer, () -> {
            try (ConnectorLease lease = catalogs.lease(catalog)) {
                change.accept(lease);
            }
            return Done.getDefaultInstance();
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

    private static List<byte[]> fragments(FinishWriteRequest request) {
        return request.getFragmentsList().stream()
                .map(fragment -> fragment.toByteArray())
                .toList();
    }
}
