package io.skein.catalog.rim;

import io.quarkus.grpc.GrpcService;
import io.skein.catalog.serve.CatalogCalls;

/** The service in Quarkus's gRPC server. */
@GrpcService
class CatalogEndpoint extends CatalogCalls {
    CatalogEndpoint(CatalogRuntime runtime) {
        super(runtime.catalogs(), runtime.writes(), runtime.calls());
    }
}
