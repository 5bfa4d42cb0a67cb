package io.skein.worker.rpc;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.KeySummary;
import io.skein.proto.v1.OperatorStatistics;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.spi.connector.Domain;
import io.skein.worker.kernel.Operator;
import io.skein.worker.task.TaskState;
import io.skein.worker.task.TaskStatistics;
import io.skein.worker.task.TaskStatus;
import java.util.Optional;

/** A task's status on the wire. */
final class TaskStatusCodec {
    private TaskStatusCodec() {}

    static io.skein.proto.v1.TaskStatus encode(TaskStatus status) {
        TaskStatistics statistics = status.statistics();
        io.skein.proto.v1.TaskStatus.Builder builder = io.skein.proto.v1.TaskStatus.newBuilder()
                .setTaskId(status.id().toString())
                .setRowsRead(statistics.counts().rowsRead())
                .setBytesRead(statistics.counts().bytesRead())
                .setRowsWritten(statistics.counts().rowsWritten())
                .setBytesWritten(statistics.counts().bytesWritten())
                .setWallNanos(statistics.wallNanos())
                .setMemoryBytes(statistics.memoryBytes())
                .setPeakMemoryBytes(statistics.peakMemoryBytes())
                .setSpilledBytes(statistics.spilledBytes())
                .setSplitsDone(statistics.splitsDone())
                .setSplitsTotal(statistics.splitsTotal());
        status.keys().forEach((filter, domain) -> builder.addKeys(encode(filter, domain)));
        switch (status.state()) {
            case TaskState.Running _ -> builder.setState(io.skein.proto.v1.TaskState.TASK_STATE_RUNNING);
            case TaskState.Flushing _ -> builder.setState(io.skein.proto.v1.TaskState.TASK_STATE_FLUSHING);
            case TaskState.Finished(TaskState.Outcome outcome) -> {
                builder.setState(io.skein.proto.v1.TaskState.TASK_STATE_FINISHED);
                outcome.fragments().forEach(fragment -> builder.addWriteFragments(ByteString.copyFrom(fragment)));
                outcome.operators().forEach(operator -> builder.addOperators(encode(operator)));
            }
            case TaskState.Canceled _ -> builder.setState(io.skein.proto.v1.TaskState.TASK_STATE_CANCELED);
            case TaskState.Failed failed ->
                builder.setState(io.skein.proto.v1.TaskState.TASK_STATE_FAILED)
                        .setError(ErrorCodec.encode(failed.cause()));
        }
        return builder.build();
    }

    private static KeySummary encode(String filter, Optional<Domain> domain) {
        KeySummary.Builder summary = KeySummary.newBuilder().setFilter(filter);
        domain.ifPresent(values -> summary.setDomain(ConstraintCodec.encode(values)));
        return summary.build();
    }

    private static OperatorStatistics encode(Operator operator) {
        return OperatorStatistics.newBuilder()
                .setName(operator.name())
                .setDepth(operator.depth())
                .setRows(operator.rows())
                .setWallNanos(operator.wallNanos())
                .setDetail(operator.detail())
                .build();
    }
}
