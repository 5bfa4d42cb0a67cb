package io.skein.connector.iceberg.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.iceberg.io.SeekableInputStream;

/** Reads a channel; a seek is free. */
final class LocalInputStream extends SeekableInputStream {
    private final FileChannel channel;
    private final InputStream stream;

    LocalInputStream(FileChannel channel) {
        this.channel = channel;
        this.stream = Channels.newInputStream(channel);
    }

    @Override
    public long getPos() throws IOException {
        return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return stream.read(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.clamp(count, 0, channel.size() - channel.position());
        channel.position(channel.position() + skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
