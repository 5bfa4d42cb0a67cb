package io.skein.worker.cache;

/** The cache's share of the disk. */
interface CacheSpace {
    /** Takes so many bytes, from files that nobody reads where there are none left; GENERIC_INSUFFICIENT_RESOURCES when all are read. */
    void take(long bytes);

    void give(long bytes);
}
