package io.skein.coordinator.schedule;

import static io.skein.coordinator.schedule.Fragments.everywhere;
import static io.skein.coordinator.schedule.Fragments.exchange;
import static io.skein.coordinator.schedule.Fragments.scan;
import static io.skein.coordinator.schedule.Fragments.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.proto.v1.ExchangeInput;
import io.skein.proto.v1.TaskSpec;
import io.skein.rpc.Caller;
import io.skein.spi.id.NodeId;
import io.skein.spi.id.QueryId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final QueryId QUERY = new QueryId("q");
    private static final Worker A = worker("a");
    private static final Worker B = worker("b");
    private static final List<Fragment> JOIN = List.of(
            single(0, exchange(1)),
            everywhere(1, Partitioning.SINGLE, exchange(2), exchange(3)),
            everywhere(2, Partitioning.HASH, scan("orders")),
            everywhere(3, Partitioning.BROADCAST, scan("nation")));

    @Test
    void aSingleTaskGoesToTheWorkerWhoseTurnItIs() {
        List<Fragment> one = List.of(single(0, scan("nation")));
        assertThat(Layout.of(QUERY, one, List.of(A, B), 0).root().worker()).isEqualTo(A);
        assertThat(Layout.of(QUERY, one, List.of(A, B), 1).root().worker()).isEqualTo(B);
        assertThat(Layout.of(QUERY, one, List.of(A, B), 2).root().worker()).isEqualTo(A);
    }

    @Test
    void spreadFragmentsHaveATaskOnEveryWorker() {
        Layout layout = Layout.of(QUERY, JOIN, List.of(A, B), 0);
        assertThat(layout.tasks().stream()
                        .map(task -> task.id() + "@" + task.worker().id()))
                .containsExactly("q.0.0@a", "q.1.0@a", "q.1.1@b", "q.2.0@a", "q.2.1@b", "q.3.0@a", "q.3.1@b");
        assertThat(layout.workers()).containsExactly(A, B);
    }

    @Test
    void aProducerHasAPartitionForEachConsumerTask() {
        Layout layout = Layout.of(QUERY, JOIN, List.of(A, B), 0);
        assertThat(layout.consumerCount(0)).isEqualTo(1);
        assertThat(layout.consumerCount(1)).isEqualTo(1);
        assertThat(layout.consumerCount(2)).isEqualTo(2);
        assertThat(layout.consumerCount(3)).isEqualTo(2);
    }

    @Test
    void aConsumerReadsItsOwnPartitionOfEveryProducerTask() {
        Layout layout = Layout.of(QUERY, JOIN, List.of(A, B), 0);
        TaskSpec spec = new TaskSpecCodec(
                        layout,
                        new ScheduleOptions(
                                new Caller("u", Set.of()),
                                new CatalogPins(TreeMap::new, _ -> {}),
                                7,
                                true,
                                Optional.empty()),
                        List.of())
                .encode(layout.tasks(1).get(1));
        ExchangeInput hash = spec.getInputs(0).getExchange();
        assertThat(hash.getSourcesList().stream()
                        .map(source ->
                                source.getTaskId() + "/" + source.getPartition() + "@" + source.getFlightAddress()))
                .containsExactly("q.2.0/1@a:flight", "q.2.1/1@b:flight");
        assertThat(spec.getPartitionCount()).isEqualTo(1);
        assertThat(spec.getUser()).isEqualTo("u");
        assertThat(spec.getMemoryLimitBytes()).isEqualTo(7);
        assertThat(spec.getProfile()).isTrue();
    }

    @Test
    void aFragmentHasOneConsumer() {
        List<Fragment> twice = List.of(single(0, exchange(1), exchange(1)), single(1, scan("nation")));
        assertThatThrownBy(() -> Layout.of(QUERY, twice, List.of(A), 0)).hasMessage("Fragment 1 has two consumers");
    }

    @Test
    void theRootMustBeSingle() {
        List<Fragment> spread = List.of(everywhere(0, Partitioning.SINGLE, scan("nation")));
        assertThatThrownBy(() -> Layout.of(QUERY, spread, List.of(A, B), 0))
                .hasMessage("The root fragment must be there and have one task");
    }

    private static Worker worker(String id) {
        return new Worker(new NodeId(id), "1", id + ":grpc", id + ":flight", 1 << 30, 2, "test");
    }
}
