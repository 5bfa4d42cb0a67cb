package io.skein.coordinator.cluster;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.skein.proto.v1.HeartbeatReply;
import io.skein.proto.v1.HeartbeatRequest;
import io.skein.proto.v1.MembershipServiceGrpc;
import io.skein.proto.v1.NodeState;
import io.skein.spi.id.NodeId;
import jakarta.inject.Inject;

/** The gRPC face of {@link Membership}. */
@GrpcService
class MembershipEndpoint extends MembershipServiceGrpc.MembershipServiceImplBase {
    private final Membership membership;
    private final int intervalMilliseconds;

    @Inject
    MembershipEndpoint(Membership membership, ClusterConfiguration configuration) {
        this.membership = membership;
        this.intervalMilliseconds =
                Math.toIntExact(configuration.heartbeatInterval().toMillis());
    }

    @Override
    public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatReply> observer) {
        Worker worker;
        try {
            worker = new Worker(
                    new NodeId(request.getNodeId()),
                    request.getIncarnation(),
                    request.getGrpcAddress(),
                    request.getFlightAddress(),
                    request.getMemoryBytes(),
                    request.getProcessors(),
                    request.getVersion());
        } catch (IllegalArgumentException e) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        membership.heard(worker, state(request.getState()));
        observer.onNext(HeartbeatReply.newBuilder()
                .setIntervalMilliseconds(intervalMilliseconds)
                .build());
        observer.onCompleted();
    }

    private static WorkerState state(NodeState state) {
        return switch (state) {
            case NODE_STATE_DRAINING -> WorkerState.DRAINING;
            case NODE_STATE_GONE -> WorkerState.GONE;
            case NODE_STATE_ACTIVE, NODE_STATE_UNSPECIFIED, UNRECOGNIZED -> WorkerState.ACTIVE;
        };
    }
}
