package io.skein.worker.cache;

/** Bytes of a file, from start until before end. */
record Range(long start, long end) {
    Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("Not a range: " + start + " to " + end);
        }
    }

    long length() {
        return end - start;
    }
}
