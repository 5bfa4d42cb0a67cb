package io.skein.connector.iceberg.adopt;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** The files of a directory, or one file. Those whose name, or whose directory's, begins with a dot or an underscore are other programs' own. */
final class FoundFiles {
    /** What becomes of the directories within a directory. */
    enum Subdirectories {
        TRUE,
        FALSE,
        FAIL
    }

    private final FileIO io;

    FoundFiles(FileIO io) {
        this.io = io;
    }

    /** @param location without a slash at its end */
    List<InputFile> in(String location, Subdirectories subdirectories) {
        if (!(io instanceof SupportsPrefixOperations listing)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "The files in " + location + " cannot be listed by their storage");
        }
        boolean directory = false;
        List<InputFile> files = new ArrayList<>();
        for (FileInfo file : listing.listPrefix(location + "/")) {
            directory = true;
            String path = file.location().substring(location.length());
            if (path.contains("/_") || path.contains("/.") || path.endsWith("/")) {
                continue;
            }
            boolean within = path.indexOf('/', 1) > 0;
            if (within && subdirectories == Subdirectories.FAIL) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Recursive directory must not exist when recursive_directory argument is 'fail': "
                                + file.location());
            }
            if (!within || subdirectories == Subdirectories.TRUE) {
                files.add(io.newInputFile(file.location(), file.size()));
            }
        }
        if (!directory) {
            InputFile file = io.newInputFile(location);
            if (!file.exists()) {
                throw new SkeinException(StandardErrorCode.NOT_FOUND, "Location not found: " + location);
            }
            files.add(file);
        }
        return files;
    }
}
