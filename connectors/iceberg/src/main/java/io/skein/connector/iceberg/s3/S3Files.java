package io.skein.connector.iceberg.s3;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Ranges of objects, and whole ones. The client repeats a request that fails; here is repeated what breaks off later, from where it did. */
final class S3Files implements ConnectorFiles {
    private static final int BUFFER_BYTES = 1 << 17;

    private final S3FileIO files;
    private final S3Settings settings;

    /** @param files whose clients, and the credentials that these have, are used */
    S3Files(S3FileIO files, S3Settings settings) {
        this.files = files;
        this.settings = settings;
    }

    @Override
    public String storage() {
        return settings.endpoint().map(URI::toString).orElse("s3");
    }

    @Override
    public long size(String location) {
        S3Location object = S3Location.parse(location);
        try {
            return files.client(location)
                    .headObject(request -> request.bucket(object.bucket()).key(object.key()))
                    .contentLength();
        } catch (AbortedException interrupted) {
            throw SkeinException.canceled();
        } catch (SdkException failure) {
            throw unreadable(location, failure);
        }
    }

    @Override
    public void read(String location, long offset, long length, WritableByteChannel target) {
        S3Location object = S3Location.parse(location);
        Progress progress = new Progress(offset, offset + length);
        for (int attempt = 1; progress.position < progress.end; attempt++) {
            try {
                copy(files.client(location), object, progress, target);
            } catch (AbortedException interrupted) {
                throw SkeinException.canceled();
            } catch (SdkException | IOException failure) {
                if (Thread.currentThread().isInterrupted()) {
                    throw SkeinException.canceled();
                }
                if (failure instanceof SdkException || attempt >= settings.attempts()) {
                    throw unreadable(location, failure);
                }
            }
        }
    }

    private static SkeinException unreadable(String location, Exception failure) {
        return new SkeinException(
                StandardErrorCode.ICEBERG_CANNOT_OPEN_SPLIT,
                "Error opening Iceberg split " + location + ": " + S3Failures.reason(failure),
                failure);
    }

    private static final class Progress {
        private long position;
        private final long end;

        Progress(long position, long end) {
            this.position = position;
            this.end = end;
        }
    }

    private static void copy(S3Client client, S3Location object, Progress progress, WritableByteChannel target)
            throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .range("bytes=" + progress.position + "-" + (progress.end - 1))
                .build();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, progress.end - progress.position)];
        try (InputStream stream = client.getObject(request)) {
            while (progress.position < progress.end) {
                int read = stream.read(buffer, 0, (int) Math.min(buffer.length, progress.end - progress.position));
                if (read < 0) {
                    throw new IOException("The object ends at " + progress.position);
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    target.write(bytes);
                }
                progress.position += read;
            }
        }
    }

    @Override
    public void upload(Path file, String location) {
        S3Location object = S3Location.parse(location);
        try {
            new S3Upload(files.client(location), object, file).run();
        } catch (AbortedException interrupted) {
            throw SkeinException.canceled();
        } catch (SdkException | IOException failure) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_WRITER_CLOSE_ERROR.code(),
                    "Error writing file " + location + ": " + S3Failures.reason(failure),
                    failure);
        }
    }

    @Override
    public void delete(String location) {
        S3Location object = S3Location.parse(location);
        try {
            files.client(location)
                    .deleteObject(DeleteObjectRequest.builder()
                            .bucket(object.bucket())
                            .key(object.key())
                            .build());
        } catch (SdkException failure) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_FILESYSTEM_ERROR.code(),
                    "Failed to delete file: " + location + ": " + S3Failures.reason(failure),
                    failure);
        }
    }
}
