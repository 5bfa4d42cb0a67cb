package io.skein.connector.iceberg.file;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.iceberg.io.PositionOutputStream;

/** Counts what goes through. */
final class LocalOutputStream extends PositionOutputStream {
    private final OutputStream stream;
    private long position;

    LocalOutputStream(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        stream.write(value);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
        position += length;
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
