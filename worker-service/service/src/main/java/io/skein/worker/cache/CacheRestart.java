package io.skein.worker.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Finds what an earlier process left in the cache's directory. */
final class CacheRestart {
    private static final String INDEX = ".parquet.index";

    private CacheRestart() {}

    private record Found(CachedFile file, FileTime used) {}

    /** The files that can still be used, the least recently used first; everything else there is deleted. */
    static List<CachedFile> files(Path directory, CacheSpace space, Semaphore requests) throws IOException {
        List<Found> found = new ArrayList<>();
        List<Path> useless = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory, 2)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(INDEX)) {
                    Path data = path.resolveSibling(name.substring(0, name.length() - ".index".length()));
                    try {
                        CacheIndex index = CacheIndex.read(path);
                        if (Files.size(data) == index.fileBytes()) {
                            found.add(new Found(
                                    new CachedFile(index.key(), index.fileBytes(), data, space, requests, index),
                                    Files.getLastModifiedTime(path)));
                            continue;
                        }
                    } catch (IOException damaged) {
                        System.getLogger(CacheRestart.class.getName())
                                .log(System.Logger.Level.WARNING, "{0} is given up: {1}", data, damaged);
                    }
                    useless.add(path);
                    useless.add(data);
                } else if (!Files.exists(path.resolveSibling(name + ".index")) && !name.equals(CacheSlot.LOCK)) {
                    useless.add(path);
                }
            }
        }
        for (Path path : useless) {
            Files.deleteIfExists(path);
        }
        return found.stream()
                .sorted(Comparator.comparing(Found::used))
                .map(Found::file)
                .toList();
    }
}
