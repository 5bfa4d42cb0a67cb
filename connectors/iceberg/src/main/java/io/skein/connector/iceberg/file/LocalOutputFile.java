package io.skein.connector.iceberg.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A local file to write; its directories are made. */
record LocalOutputFile(String location, Path path) implements OutputFile {
    @Override
    public PositionOutputStream create() {
        return open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    @Override
    public InputFile toInputFile() {
        return new LocalInputFile(location, path);
    }

    private PositionOutputStream open(OpenOption... options) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new LocalOutputStream(new BufferedOutputStream(Files.newOutputStream(path, options), 1 << 16));
        } catch (FileAlreadyExistsException exists) {
            throw new AlreadyExistsException(exists, "File already exists: %s", location);
        } catch (IOException failure) {
            throw new RuntimeIOException(failure, "Cannot write %s", location);
        }
    }
}
