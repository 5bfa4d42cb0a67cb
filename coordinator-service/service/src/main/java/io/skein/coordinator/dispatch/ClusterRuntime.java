package io.skein.coordinator.dispatch;

import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.cluster.WorkerState;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.spi.error.SkeinException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members and the queries of this coordinator. */
final class ClusterRuntime implements RuntimeView {
    private final NodeEntry coordinator;
    private final Membership membership;
    private final QueryRegistry queries;

    ClusterRuntime(NodeEntry coordinator, Membership membership, QueryRegistry queries) {
        this.coordinator = coordinator;
        this.membership = membership;
        this.queries = queries;
    }

    @Override
    public List<NodeEntry> nodes() {
        List<NodeEntry> nodes = new ArrayList<>(List.of(coordinator));
        for (Membership.Member member : membership.members()) {
            Worker worker = member.worker();
            String state = member.state() == WorkerState.ACTIVE ? "active" : "shutting_down";
            nodes.add(new NodeEntry(
                    worker.id().value(), "http://" + worker.grpcAddress(), worker.version(), false, state));
        }
        return nodes;
    }

    @Override
    public List<QueryEntry> queries() {
        return queries.all().stream().map(ClusterRuntime::entry).toList();
    }

    private static QueryEntry entry(StatementQuery query) {
        QueryInfo info = query.info();
        boolean waits = info.state() == QueryInfo.State.QUEUED;
        return new QueryEntry(
                info.id().value(),
                info.state().name(),
                info.session().user(),
                info.session().source(),
                info.sql(),
                info.statistics().queued().toMillis(),
                info.created(),
                waits
                        ? Optional.empty()
                        : Optional.of(info.created().plus(info.statistics().queued())),
                query.lastSeen(),
                info.ended(),
                info.failure().map(SkeinException::code));
    }

    @Override
    public List<TaskEntry> tasks() {
        return queries.all().stream()
                .flatMap(query -> query.tasks().stream())
                .map(task -> new TaskEntry(
                        task.worker().id().value(),
                        task.report().id().toString(),
                        task.report().id().stage().toString(),
                        task.report().id().stage().query().value(),
                        task.report().state().name(),
                        task.report().counts().splitsTotal(),
                        task.report().counts().splitsDone(),
                        task.report().counts().wallNanos() / 1_000_000,
                        task.report().counts().rowsRead(),
                        task.report().counts().bytesRead(),
                        task.report().counts().rowsWritten()))
                .toList();
    }
}
