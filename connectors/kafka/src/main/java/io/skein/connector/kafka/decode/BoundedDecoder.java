package io.skein.connector.kafka.decode;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Reads one message, and takes no length in it for true that is more than the message has: bytes that are no Avro may begin with any. */
final class BoundedDecoder extends Decoder {
    private final BinaryDecoder binary;
    private final int length;

    BoundedDecoder(byte[] bytes, int start) {
        this.length = bytes.length - start;
        this.binary = DecoderFactory.get().binaryDecoder(bytes, start, length, null);
    }

    boolean isEnd() throws IOException {
        return binary.isEnd();
    }

    private long bounded(long count) throws IOException {
        if (count < 0 || count > length) {
            throw new EOFException();
        }
        return count;
    }

    private byte[] bytes() throws IOException {
        byte[] bytes = new byte[(int) bounded(binary.readLong())];
        binary.readFixed(bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public void readNull() throws IOException {
        binary.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return binary.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return binary.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return binary.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return binary.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return binary.readDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(bytes());
    }

    @Override
    public String readString() throws IOException {
        return readString(null).toString();
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(bytes());
    }

    @Override
    public void skipBytes() throws IOException {
        binary.skipFixed((int) bounded(binary.readLong()));
    }

    @Override
    public void readFixed(byte[] bytes, int start, int count) throws IOException {
        binary.readFixed(bytes, start, count);
    }

    @Override
    public void skipFixed(int count) throws IOException {
        binary.skipFixed(count);
    }

    @Override
    public int readEnum() throws IOException {
        return binary.readEnum();
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(binary.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(binary.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return bounded(binary.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(binary.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(binary.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return bounded(binary.skipMap());
    }

    @Override
    public int readIndex() throws IOException {
        return binary.readIndex();
    }
}
