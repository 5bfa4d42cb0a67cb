package io.skein.worker.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removal of what kernels left on disk. */
final class SpillDirectories {
    private SpillDirectories() {}

    /** Deletes the directory and all in it, as far as that goes: a file that vanishes meanwhile is fine. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(SpillDirectories.class.getName())
                    .log(System.Logger.Level.WARNING, () -> "Cannot delete spill directory " + directory + ": " + e);
        }
    }
}
