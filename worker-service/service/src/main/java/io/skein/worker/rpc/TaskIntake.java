package io.skein.worker.rpc;

import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.CreateTaskMessage;
import io.skein.proto.v1.CreateTaskReply;
import io.skein.proto.v1.InputNarrowing;
import io.skein.proto.v1.TaskSpec;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.catalog.SplitCodec;
import io.skein.spi.connector.Split;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.task.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the messages of one CreateTask call; the task starts at their end, and not at all when the call breaks off. */
final class TaskIntake implements StreamObserver<CreateTaskMessage> {
    private final Tasks tasks;
    private final BlockingCalls calls;
    private final StreamObserver<CreateTaskReply> reply;
    private final Map<String, List<Split>> splits = new HashMap<>();
    private final Map<String, InputNarrowing> narrowings = new HashMap<>();
    private @Nullable TaskSpec spec;
    private boolean refused;

    TaskIntake(Tasks tasks, BlockingCalls calls, StreamObserver<CreateTaskReply> reply) {
        this.tasks = tasks;
        this.calls = calls;
        this.reply = reply;
    }

    @Override
    public void onNext(CreateTaskMessage message) {
        if (refused) {
            return;
        }
        switch (message.getContentCase()) {
            case SPEC -> spec = message.getSpec();
            case SPLITS -> {
                List<Split> more = splits.computeIfAbsent(message.getSplits().getInput(), input -> new ArrayList<>());
                message.getSplits().getSplitsList().forEach(split -> more.add(SplitCodec.decode(split)));
            }
            case NARROWING -> narrowings.put(message.getNarrowing().getInput(), message.getNarrowing());
            case CONTENT_NOT_SET -> refuse("An empty message");
        }
    }

    @Override
    public void onError(Throwable failure) {
        refused = true;
    }

    @Override
    public void onCompleted() {
        TaskSpec complete = spec;
        if (refused) {
            return;
        }
        if (complete == null) {
            refuse("A task without a specification");
            return;
        }
        calls.answer(reply, () -> {
            tasks.create(TaskSpecificationCodec.decode(complete, splits, narrowings));
            return CreateTaskReply.getDefaultInstance();
        });
    }

    private void refuse(String why) {
        refused = true;
        reply.onError(ErrorCodec.toStatus(new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, why)));
    }
}
