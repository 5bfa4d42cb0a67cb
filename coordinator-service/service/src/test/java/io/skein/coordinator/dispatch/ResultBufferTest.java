package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultBufferTest {
    private final BufferAllocator allocator = new RootAllocator();
    private final CoordinatorRows rows = new CoordinatorRows(allocator);

    @AfterEach
    void nothingIsLeft() {
        allocator.close();
    }

    @Test
    void batchesComeOutInOrderAndThenNoMore() throws Exception {
        ResultBuffer buffer = new ResultBuffer(1 << 20);
        buffer.put(rows.bigint("a", 1));
        buffer.put(rows.bigint("a", 2));
        buffer.complete();
        assertThat(value(buffer)).isEqualTo(1);
        assertThat(buffer.drained()).isFalse();
        assertThat(value(buffer)).isEqualTo(2);
        assertThat(buffer.drained()).isTrue();
        assertThat(buffer.poll(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void anEmptyBufferMakesTheReaderWaitOnlySoLong() throws Exception {
        ResultBuffer buffer = new ResultBuffer(1 << 20);
        assertThat(buffer.poll(Duration.ofMillis(5))).isEmpty();
        assertThat(buffer.drained()).isFalse();
    }

    @Test
    void aFullBufferHoldsTheWriterBack() throws Exception {
        ResultBuffer buffer = new ResultBuffer(1);
        buffer.put(rows.bigint("a", 1));
        Thread writer = Thread.ofPlatform().start(() -> put(buffer, 2));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertThat(value(buffer)).isEqualTo(1);
        await().until(() -> !writer.isAlive());
        assertThat(value(buffer)).isEqualTo(2);
    }

    @Test
    void closingFreesWhatIsInsideAndSendsTheWriterAway() throws Exception {
        ResultBuffer buffer = new ResultBuffer(1);
        buffer.put(rows.bigint("a", 1));
        Thread writer = Thread.ofPlatform().start(() -> put(buffer, 2));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        buffer.close();
        await().until(() -> !writer.isAlive());
        assertThat(allocator.getAllocatedMemory()).isZero();
        assertThat(buffer.put(rows.bigint("a", 3))).isFalse();
    }

    private void put(ResultBuffer buffer, long value) {
        try {
            buffer.put(rows.bigint("a", value));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long value(ResultBuffer buffer) throws InterruptedException {
        Optional<VectorSchemaRoot> batch = buffer.poll(Duration.ofSeconds(10));
        try (VectorSchemaRoot root = batch.orElseThrow()) {
            return CoordinatorRows.sumOfFirstColumn(root);
        }
    }
}
