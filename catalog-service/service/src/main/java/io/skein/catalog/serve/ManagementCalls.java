package io.skein.catalog.serve;

import io.grpc.stub.StreamObserver;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.StoredCatalogs;
import io.skein.proto.v1.AlterCatalogRequest;
import io.skein.proto.v1.CatalogManagementServiceGrpc;
import io.skein.proto.v1.CreateCatalogRequest;
import io.skein.proto.v1.Done;
import io.skein.proto.v1.DropCatalogRequest;
import io.skein.proto.v1.KeepCatalogsRequest;
import io.skein.proto.v1.ShowCatalogRequest;
import io.skein.proto.v1.ShownCatalog;
import io.skein.rpc.BlockingCalls;

/** Catalogs come, change and go. */
public class ManagementCalls extends CatalogManagementServiceGrpc.CatalogManagementServiceImplBase {
    private final Catalogs catalogs;
    private final StoredCatalogs stored;
    private final BlockingCalls calls;

    public ManagementCalls(Catalogs catalogs, StoredCatalogs stored, BlockingCalls calls) {
        this.catalogs = catalogs;
        this.stored = stored;
        this.calls = calls;
    }

    @Override
    public void createCatalog(CreateCatalogRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            stored.create(request.getCatalog(), request.getConnector(), request.getPropertiesMap());
            return Done.getDefaultInstance();
        });
    }

    @Override
    public void alterCatalog(AlterCatalogRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            stored.alter(request.getCatalog(), request.getPropertiesMap(), request.getRemovedList());
            return Done.getDefaultInstance();
        });
    }

    @Override
    public void dropCatalog(DropCatalogRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            stored.drop(request.getCatalog());
            return Done.getDefaultInstance();
        });
    }

    @Override
    public void showCatalog(ShowCatalogRequest request, StreamObserver<ShownCatalog> observer) {
        calls.answer(observer, () -> {
            io.skein.catalog.registry.ShownCatalog shown = catalogs.show(request.getCatalog());
            return ShownCatalog.newBuilder()
                    .setCatalog(shown.name())
                    .setConnector(shown.connector())
                    .putAllProperties(shown.properties())
                    .setFailure(shown.failure().orElse(""))
                    .setStored(stored.isStored(shown.name()))
                    .build();
        });
    }

    @Override
    public void keepCatalogs(KeepCatalogsRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            request.getCatalogsList().forEach(each -> catalogs.keep(each.getCatalog(), each.getVersion()));
            return Done.getDefaultInstance();
        });
    }
}
