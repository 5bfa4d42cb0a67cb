package io.skein.catalog.serve;

import io.grpc.stub.StreamObserver;
import io.skein.catalog.registry.StoredCatalogs;
import io.skein.proto.v1.CatalogManagementServiceGrpc;
import io.skein.proto.v1.CreateCatalogRequest;
import io.skein.proto.v1.Done;
import io.skein.proto.v1.DropCatalogRequest;
import io.skein.rpc.BlockingCalls;

/** Catalogs come and go. */
public class ManagementCalls extends CatalogManagementServiceGrpc.CatalogManagementServiceImplBase {
    private final StoredCatalogs catalogs;
    private final BlockingCalls calls;

    public ManagementCalls(StoredCatalogs catalogs, BlockingCalls calls) {
        this.catalogs = catalogs;
        this.calls = calls;
    }

    @Override
    public void createCatalog(CreateCatalogRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            catalogs.create(request.getCatalog(), request.getConnector(), request.getPropertiesMap());
            return Done.getDefaultInstance();
        });
    }

    @Override
    public void dropCatalog(DropCatalogRequest request, StreamObserver<Done> observer) {
        calls.answer(observer, () -> {
            catalogs.drop(request.getCatalog());
            return Done.getDefaultInstance();
        });
    }
}
