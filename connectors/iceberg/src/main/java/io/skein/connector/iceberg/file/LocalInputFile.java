package io.skein.connector.iceberg.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A local file to read. */
record LocalInputFile(String location, Path path) implements InputFile {
    @Override
    public long getLength() {
        try {
            return Files.size(path);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public SeekableInputStream newStream() {
        try {
            return new LocalInputStream(FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public boolean exists() {
        return Files.isRegularFile(path);
    }

    private RuntimeException failed(IOException failure) {
        return failure instanceof NoSuchFileException
                ? new NotFoundException(failure, "No such file: %s", location)
                : new RuntimeIOException(failure, "Cannot read %s", location);
    }
}
