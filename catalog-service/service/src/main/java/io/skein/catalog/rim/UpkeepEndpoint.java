package io.skein.catalog.rim;

import io.quarkus.grpc.GrpcService;
import io.skein.catalog.serve.UpkeepCalls;

/** The upkeep of tables in Quarkus's gRPC server. */
@GrpcService
class UpkeepEndpoint extends UpkeepCalls {
    UpkeepEndpoint(CatalogRuntime runtime) {
        super(runtime.dueTables(), runtime.calls());
    }
}
