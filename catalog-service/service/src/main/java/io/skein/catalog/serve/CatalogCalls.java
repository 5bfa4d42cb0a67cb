package io.skein.catalog.serve;

import io.grpc.stub.StreamObserver;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.ConnectorLease;
import io.skein.catalog.write.OpenWrites;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.ChangeTableRequest;
import io.skein.proto.v1.CreateFunctionRequest;
import io.skein.proto.v1.CreateMaterializedViewRequest;
import io.skein.proto.v1.CreateSchemaRequest;
import io.skein.proto.v1.CreateTableRequest;
import io.skein.proto.v1.CreateViewRequest;
import io.skein.proto.v1.DeleteRowsReply;
import io.skein.proto.v1.DeleteRowsRequest;
import io.skein.proto.v1.Done;
import io.skein.proto.v1.DropFunctionRequest;
import io.skein.proto.v1.DropSchemaRequest;
import io.skein.proto.v1.DropTableRequest;
import io.skein.proto.v1.DropViewRequest;
import io.skein.proto.v1.FinishWriteRequest;
import io.skein.proto.v1.RenameSchemaRequest;
import io.skein.proto.v1.RenameTableRequest;
import io.skein.proto.v1.RenameViewRequest;
import io.skein.proto.v1.SetMaterializedViewPropertiesRequest;
import io.skein.proto.v1.WriteHandle;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.FunctionCodec;
import io.skein.rpc.catalog.MaterializedViewCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.TableChangeCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.ViewCodec;
import io.skein.rpc.catalog.WriteCodec;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaFunctionName;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.ViewDefinition;
import java.util.List;
import java.util.function.Consumer;

/** The catalog service's calls. Each one is translated, run on a thread that may block, and answered. */
public class CatalogCalls extends CatalogQuestions {
    private final Catalogs catalogs;
    private final OpenWrites writes;
    private final WriteBeginnings writeBeginnings;
    private final BlockingCalls calls;

    public CatalogCalls(Catalogs catalogs, OpenWrites writes, BlockingCalls calls) {
        super(catalogs, calls);
        this.catalogs = catalogs;
        this.writes = writes;
        this.writeBeginnings = new WriteBeginnings(catalogs, writes);
        this.calls = calls;
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

    private void change(StreamObserver<Done> observer, String catalog, Consumer<ConnectorLease> change) {
        calls.answer(observer, () -> {
            try (ConnectorLease lease = catalogs.lease(catalog)) {
                change.accept(lease);
            }
            return Done.getDefaultInstance();
        });
    }

    private static List<byte[]> fragments(FinishWriteRequest request) {
        return request.getFragmentsList().stream()
                .map(fragment -> fragment.toByteArray())
                .toList();
    }
}
