package io.skein.worker.kernel.match;

/** A step of a pattern's program; what does not jump goes on to the next one. */
sealed interface Instruction {
    /** Takes a row if the label's condition holds. */
    record Take(int label) implements Instruction {}

    /** Goes on at two places, of which the first is preferred. */
    record Fork(int first, int second) implements Instruction {}

    record Jump(int target) implements Instruction {}

    /** {@code ^}: only at the partition's first row. */
    record PartitionStart() implements Instruction {}

    /** {@code $}: only after the partition's last row. */
    record PartitionEnd() implements Instruction {}

    /** An excluded part begins or ends here. */
    record Mark() implements Instruction {}

    record Done() implements Instruction {}
}
