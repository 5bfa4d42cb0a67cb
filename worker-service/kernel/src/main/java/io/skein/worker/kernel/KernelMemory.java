package io.skein.worker.kernel;

/** What a kernel holds in memory and in spill files. */
public record KernelMemory(long bytes, long spilledBytes) {
    public static final KernelMemory NONE = new KernelMemory(0, 0);
}
