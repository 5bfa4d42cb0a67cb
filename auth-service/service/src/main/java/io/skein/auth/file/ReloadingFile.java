package io.skein.auth.file;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A parsed text file that is looked at again, at most once in a period, when its time stamp has changed. The first read must succeed. */
public final class ReloadingFile<T> {
    private static final System.Logger LOG = System.getLogger(ReloadingFile.class.getName());

    private final Path file;
    private final long refreshNanos;
    private final Function<List<String>, T> parser;
    private T content;
    private @Nullable FileTime modified;
    private long checked;

    public ReloadingFile(Path file, Duration refreshPeriod, Function<List<String>, T> parser) {
        this.file = file;
        this.refreshNanos = refreshPeriod.toNanos();
        this.parser = parser;
        try {
            this.modified = Files.getLastModifiedTime(file);
            this.content = parser.apply(Files.readAllLines(file));
        } catch (IOException e) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID, "Cannot read " + file + ": " + e.getMessage(), e);
        }
        this.checked = System.nanoTime();
    }

    /** The newest good content. */
    public synchronized T content() {
        long now = System.nanoTime();
        if (now - checked >= refreshNanos) {
            checked = now;
            refresh();
        }
        return content;
    }

    private void refresh() {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            if (!time.equals(modified)) {
                modified = time;
                content = parser.apply(Files.readAllLines(file));
            }
        } catch (IOException | SkeinException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "{0} was not reloaded, the version before holds: {1}",
                    file,
                    e.getMessage());
        }
    }
}
