package io.skein.worker.rpc;

import io.quarkus.grpc.GrpcService;
import io.skein.worker.cluster.WorkerCore;
import jakarta.inject.Inject;

/** The task service in Quarkus's gRPC server. */
@GrpcService
class TaskEndpoint extends TaskCalls {
    @Inject
    TaskEndpoint(WorkerCore worker) {
        super(worker);
    }
}
