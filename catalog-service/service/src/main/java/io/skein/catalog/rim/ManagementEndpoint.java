package io.skein.catalog.rim;

import io.quarkus.grpc.GrpcService;
import io.skein.catalog.serve.ManagementCalls;

/** The service in Quarkus's gRPC server. */
@GrpcService
class ManagementEndpoint extends ManagementCalls {
    ManagementEndpoint(CatalogRuntime runtime) {
        super(runtime.catalogs(), runtime.stored(), runtime.calls());
    }
}
