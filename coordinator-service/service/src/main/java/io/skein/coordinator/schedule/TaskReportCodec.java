package io.skein.coordinator.schedule;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.KeySummary;
import io.skein.proto.v1.OperatorStatistics;
import io.skein.proto.v1.TaskState;
import io.skein.proto.v1.TaskStatus;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.spi.connector.Domain;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import java.util.Optional;
import java.util.stream.Collectors;

/** A task status's wire form, read. */
final class TaskReportCodec {
    private TaskReportCodec() {}

    static TaskReport decode(TaskStatus status) {
        Optional<SkeinException> failure =
                status.hasError() ? Optional.of(ErrorCodec.decode(status.getError())) : Optional.empty();
        return new TaskReport(
                TaskId.parse(status.getTaskId()),
                decode(status.getState()),
                failure,
                new TaskCounts(
                        status.getRowsRead(),
                        status.getBytesRead(),
                        status.getRowsWritten(),
                        status.getBytesWritten(),
                        status.getWallNanos(),
                        status.getMemoryBytes(),
                        status.getPeakMemoryBytes(),
                        status.getSpilledBytes(),
                        status.getSplitsDone(),
                        status.getSplitsTotal()),
                status.getWriteFragmentsList().stream()
                        .map(ByteString::toByteArray)
                        .toList(),
                status.getOperatorsList().stream().map(TaskReportCodec::decode).toList(),
                status.getKeysList().stream()
                        .collect(Collectors.toMap(KeySummary::getFilter, TaskReportCodec::decode)));
    }

    private static Optional<Domain> decode(KeySummary summary) {
        return summary.hasDomain() ? Optional.of(ConstraintCodec.decode(summary.getDomain())) : Optional.empty();
    }

    private static TaskReport.Operator decode(OperatorStatistics operator) {
        return new TaskReport.Operator(
                operator.getName(),
                operator.getDepth(),
                operator.getRows(),
                operator.getWallNanos(),
                operator.getDetail());
    }

    private static TaskReport.State decode(TaskState state) {
        return switch (state) {
            case TASK_STATE_UNSPECIFIED, TASK_STATE_RUNNING, UNRECOGNIZED -> TaskReport.State.RUNNING;
            case TASK_STATE_FLUSHING -> TaskReport.State.FLUSHING;
            case TASK_STATE_FINISHED -> TaskReport.State.FINISHED;
            case TASK_STATE_CANCELED -> TaskReport.State.CANCELED;
            case TASK_STATE_FAILED -> TaskReport.State.FAILED;
        };
    }
}
