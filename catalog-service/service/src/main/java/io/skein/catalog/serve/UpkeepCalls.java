package io.skein.catalog.serve;

import io.grpc.stub.StreamObserver;
import io.skein.catalog.upkeep.DueTables;
import io.skein.proto.v1.ReportUpkeepReply;
import io.skein.proto.v1.ReportUpkeepRequest;
import io.skein.proto.v1.TakeUpkeepReply;
import io.skein.proto.v1.TakeUpkeepRequest;
import io.skein.proto.v1.UpkeepServiceGrpc;
import io.skein.proto.v1.UpkeepStep;
import io.skein.rpc.BlockingCalls;
import java.util.Optional;

/** What coordinators ask of the upkeep of tables. */
public class UpkeepCalls extends UpkeepServiceGrpc.UpkeepServiceImplBase {
    private final DueTables tables;
    private final BlockingCalls calls;

    public UpkeepCalls(DueTables tables, BlockingCalls calls) {
        this.tables = tables;
        this.calls = calls;
    }

    @Override
    public void takeUpkeep(TakeUpkeepRequest request, StreamObserver<TakeUpkeepReply> observer) {
        calls.answer(observer, () -> {
            TakeUpkeepReply.Builder reply = TakeUpkeepReply.newBuilder();
            tables.take()
                    .ifPresent(offer -> reply.setStep(
                            UpkeepStep.newBuilder().setId(offer.id()).setStatement(offer.statement())));
            return reply.build();
        });
    }

    @Override
    public void reportUpkeep(ReportUpkeepRequest request, StreamObserver<ReportUpkeepReply> observer) {
        calls.answer(observer, () -> {
            boolean wanted = tables.working(request.getId());
            if (request.getEnded()) {
                tables.end(
                        request.getId(), request.hasFailure() ? Optional.of(request.getFailure()) : Optional.empty());
            }
            return ReportUpkeepReply.newBuilder().setWanted(wanted).build();
        });
    }
}
