package io.skein.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.proto.v1.FileSplit;
import io.skein.proto.v1.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitBalancerTest {
    @Test
    void eachSplitGoesToTheLeastLoadedTask() {
        SplitBalancer balancer = new SplitBalancer(3, Long.MAX_VALUE);
        assertThat(assigned(balancer, bytes(100 << 20))).containsExactly("0");
        assertThat(assigned(balancer, bytes(10 << 20))).containsExactly("1");
        assertThat(assigned(balancer, bytes(20 << 20))).containsExactly("2");
        assertThat(assigned(balancer, bytes(20 << 20))).containsExactly("1");
        assertThat(assigned(balancer, bytes(1 << 20))).containsExactly("2");
    }

    @Test
    void manySmallSplitsAreSpreadEvenly() {
        SplitBalancer balancer = new SplitBalancer(4, Long.MAX_VALUE);
        int[] counts = new int[4];
        for (int i = 0; i < 100; i++) {
            balancer.assign(Split.newBuilder().setRows(10).build(), (split, task) -> counts[task]++);
        }
        assertThat(counts).containsExactly(25, 25, 25, 25);
    }

    @Test
    void rowsCountWhereBytesAreUnknownAndNothingKnownCountsAsAFile() {
        assertThat(SplitBalancer.weight(Split.newBuilder().setRows(1_000_000).build()))
                .isGreaterThan(SplitBalancer.weight(bytes(90_000_000)));
        assertThat(SplitBalancer.weight(Split.getDefaultInstance())).isEqualTo(16 << 20);
    }

    @Test
    void aLargeFileIsSharedAndASmallOneIsNot() {
        SplitBalancer balancer = new SplitBalancer(3, 10);
        assertThat(assigned(balancer, file(10))).containsExactly("0");
        assertThat(assigned(balancer, file(11))).containsExactly("1: 0/2", "2: 1/2");
        assertThat(assigned(balancer, file(1000))).containsExactly("1: 0/3", "2: 1/3", "0: 2/3");
        assertThat(assigned(balancer, bytes(1000))).containsExactly("1");
    }

    @Test
    void ofManyLargeFilesEachIsReadByOneTask() {
        SplitBalancer balancer = new SplitBalancer(2, 10);
        for (int i = 0; i < 32; i++) {
            assertThat(assigned(balancer, file(100))).hasSize(2);
        }
        assertThat(assigned(balancer, file(100))).hasSize(1);
    }

    /** The tasks that got the split, or which of how many parts. */
    private static List<String> assigned(SplitBalancer balancer, Split split) {
        List<String> tasks = new ArrayList<>();
        balancer.assign(
                split,
                (part, task) -> tasks.add(
                        part.getFile().getParts() == 0
                                ? String.valueOf(task)
                                : task + ": " + part.getFile().getPart() + "/"
                                        + part.getFile().getParts()));
        return tasks;
    }

    private static Split file(long bytes) {
        return bytes(bytes).toBuilder().setFile(FileSplit.getDefaultInstance()).build();
    }

    private static Split bytes(long bytes) {
        return Split.newBuilder().setBytes(bytes).build();
    }
}
