package io.skein.worker.cache;

import java.nio.file.Path;

/**
 * Where the cache is and how much it may hold.
 *
 * @param substitute where files are that the directory's disk has no room for, while they are read
 * @param requests to storage at a time, of all queries
 */
public record CacheSettings(Path directory, Path substitute, long maximumBytes, int requests) {
    public CacheSettings {
        directory = directory.toAbsolutePath().normalize();
        substitute = substitute.toAbsolutePath().normalize();
        if (maximumBytes <= 0 || requests <= 0) {
            throw new IllegalArgumentException("The cache's size and requests must be positive");
        }
    }
}
