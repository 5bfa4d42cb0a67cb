package io.skein.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {
    @Test
    void neighboursBecomeOne() {
        RangeSet set = new RangeSet(List.of(new Range(10, 20), new Range(30, 40)));

        set.add(new Range(20, 30));

        assertThat(set.ranges()).containsExactly(new Range(10, 40));
        assertThat(set.bytes()).isEqualTo(30);
    }

    @Test
    void whatIsMissingIsBetweenWhatIsThere() {
        RangeSet set = new RangeSet(List.of(new Range(10, 20), new Range(30, 40)));

        assertThat(set.missing(new Range(5, 50)))
                .containsExactly(new Range(5, 10), new Range(20, 30), new Range(40, 50));
        assertThat(set.missing(new Range(12, 18))).isEmpty();
        assertThat(set.missing(new Range(15, 35))).containsExactly(new Range(20, 30));
        assertThat(set.contains(new Range(10, 20))).isTrue();
        assertThat(set.contains(new Range(10, 21))).isFalse();
    }

    @Test
    void agreesWithOneBitForEachByte() {
        Random random = new Random(7);
        RangeSet set = new RangeSet();
        BitSet bits = new BitSet();
        for (int i = 0; i < 2000; i++) {
            int start = random.nextInt(500);
            int end = start + random.nextInt(30);
            BitSet missing = new BitSet();
            missing.set(start, end);
            missing.andNot(bits);
            assertThat(set.missing(new Range(start, end)).stream()
                            .mapToLong(Range::length)
                            .sum())
                    .isEqualTo(missing.cardinality());
            if (i % 3 == 0) {
                set.add(new Range(start, end));
                bits.set(start, end);
            }
            assertThat(set.bytes()).isEqualTo(bits.cardinality());
            if (i % 200 == 199) {
                set.clear();
                bits.clear();
            }
        }
    }

    @Test
    void requestsJoinWhatIsNearAndCutWhatIsLong() {
        assertThat(Requests.of(List.of(new Range(0, 100), new Range(200, 300), new Range(1_000_000, 1_000_100))))
                .containsExactly(new Range(0, 300), new Range(1_000_000, 1_000_100));
        assertThat(Requests.of(List.of(new Range(0, 20 << 20))))
                .containsExactly(
                        new Range(0, 6_990_507), new Range(6_990_507, 13_981_014), new Range(13_981_014, 20_971_520));
    }
}
