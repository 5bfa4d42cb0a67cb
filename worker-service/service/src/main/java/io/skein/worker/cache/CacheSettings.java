package io.skein.worker.cache;

import java.nio.file.Path;

/**
 * Where the cache is and how much it may hold.
 *
 * @param requests to storage at a time, of all queries
 */
public record CacheSettings(Path directory, long maximumBytes, int requests) {
    public CacheSettings {
        directory = directory.toAbsolutePath().normalize();
        if (maximumBytes <= 0 || requests <= 0) {
            throw new IllegalArgumentException("The cache's size and requests must be positive");
        }
    }
}
