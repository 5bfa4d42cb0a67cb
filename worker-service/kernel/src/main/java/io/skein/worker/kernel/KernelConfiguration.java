package io.skein.worker.kernel;

import java.nio.file.Path;
import java.util.List;

/**
 * What all kernels of a worker share.
 *
 * @param spillDirectory kernels make their own directories below it and delete them at the end
 * @param dataDirectories the only places from which kernels read and to which they write files
 * @param warm instances to hold ready, since opening one takes tens of milliseconds
 */
public record KernelConfiguration(
        long memoryLimitBytes, int threads, Path spillDirectory, List<Path> dataDirectories, int warm) {
    public KernelConfiguration {
        if (memoryLimitBytes <= 0 || threads <= 0 || warm < 0) {
            throw new IllegalArgumentException(
                    "Memory limit and threads must be positive, warm instances not negative");
        }
        spillDirectory = spillDirectory.toAbsolutePath().normalize();
        dataDirectories = dataDirectories.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
    }
}
