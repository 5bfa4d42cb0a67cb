package io.skein.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.proto.v1.Split;
import org.junit.jupiter.api.Test;

class SplitBalancerTest {
    @Test
    void eachSplitGoesToTheLeastLoadedTask() {
        SplitBalancer balancer = new SplitBalancer(3);
        assertThat(balancer.assign(bytes(100 << 20))).isEqualTo(0);
        assertThat(balancer.assign(bytes(10 << 20))).isEqualTo(1);
        assertThat(balancer.assign(bytes(20 << 20))).isEqualTo(2);
        assertThat(balancer.assign(bytes(20 << 20))).isEqualTo(1);
        assertThat(balancer.assign(bytes(1 << 20))).isEqualTo(2);
    }

    @Test
    void manySmallSplitsAreSpreadEvenly() {
        SplitBalancer balancer = new SplitBalancer(4);
        int[] counts = new int[4];
        for (int i = 0; i < 100; i++) {
            counts[balancer.assign(Split.newBuilder().setRows(10).build())]++;
        }
        assertThat(counts).containsExactly(25, 25, 25, 25);
    }

    @Test
    void rowsCountWhereBytesAreUnknownAndNothingKnownCountsAsAFile() {
        assertThat(SplitBalancer.weight(Split.newBuilder().setRows(1_000_000).build()))
                .isGreaterThan(SplitBalancer.weight(bytes(90_000_000)));
        assertThat(SplitBalancer.weight(Split.getDefaultInstance())).isEqualTo(16 << 20);
    }

    private static Split bytes(long bytes) {
        return Split.newBuilder().setBytes(bytes).build();
    }
}
