package io.skein.coordinator.session;

import io.grpc.Channel;
import io.grpc.Context;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.proto.v1.Access;
import io.skein.proto.v1.AuthServiceGrpc;
import io.skein.proto.v1.CheckAccessRequest;
import io.skein.proto.v1.Identity;
import io.skein.rpc.Caller;
import io.skein.rpc.ErrorCodec;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the auth service whether a caller may do what a plan does. */
public final class AccessControl {
    private static final int DEADLINE_SECONDS = 10;

    private final AuthServiceGrpc.AuthServiceBlockingStub stub;

    public AccessControl(Channel channel) {
        this.stub = AuthServiceGrpc.newBlockingStub(channel);
    }

    /** Fails with PERMISSION_DENIED naming what is denied. A plan that touches no table is not asked about. */
    public void check(Caller caller, StatementPlan plan) {
        List<Access> accesses = PlanAccesses.of(plan);
        if (accesses.isEmpty()) {
            return;
        }
        CheckAccessRequest request = CheckAccessRequest.newBuilder()
                .setIdentity(Identity.newBuilder().setUser(caller.user()).addAllGroups(caller.groups()))
                .addAllAccesses(accesses)
                .build();
        try {
            caller.attachedTo(Context.ROOT)
                    .call(() -> stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                            .checkAccess(request));
        } catch (Exception failure) {
            throw ErrorCodec.normalize(failure);
        }
    }
}
