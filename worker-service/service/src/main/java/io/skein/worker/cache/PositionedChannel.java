package io.skein.worker.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Writes a file from a place on. What goes wrong there is unchecked: whoever copies from storage must not take it for a failure of that. */
final class PositionedChannel implements WritableByteChannel {
    private final FileChannel file;
    private long position;

    PositionedChannel(FileChannel file, long position) {
        this.file = file;
        this.position = position;
    }

    @Override
    public int write(ByteBuffer bytes) {
        try {
            int written = file.write(bytes, position);
            position += written;
            return written;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /** The file is its opener's. */
    @Override
    public void close() {}
}
