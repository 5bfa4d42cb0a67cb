package io.skein.connector.iceberg.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole directories. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes the directory with all that is in it; nothing there is fine. */
    public static void delete(Path directory) throws IOException {
        visit(directory, true);
    }

    /** Deletes the directories that hold no file. */
    public static void deleteEmpty(Path directory) throws IOException {
        visit(directory, false);
    }

    /** Whether nothing is there. */
    public static boolean isVacant(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void visit(Path directory, boolean withFiles) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (withFiles) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                try {
                    Files.deleteIfExists(visited);
                } catch (DirectoryNotEmptyException holdsFiles) {
                    // A file was left, or came meanwhile: not ours to delete.
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
