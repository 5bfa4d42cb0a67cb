package io.skein.connector.iceberg.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Makes a file an object: a small one by one request, a large one by parts, of which nothing is seen before the last has come. */
final class S3Upload {
    private static final long PART_BYTES = 32L << 20;

    private final S3Client client;
    private final S3Location object;
    private final Path file;

    S3Upload(S3Client client, S3Location object, Path file) {
        this.client = client;
        this.object = object;
        this.file = file;
    }

    void run() throws IOException {
        long bytes = Files.size(file);
        if (bytes <= 2 * PART_BYTES) {
            client.putObject(request -> request.bucket(object.bucket()).key(object.key()), RequestBody.fromFile(file));
            return;
        }
        String upload = client.createMultipartUpload(
                        request -> request.bucket(object.bucket()).key(object.key()))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(upload, bytes);
            client.completeMultipartUpload(request -> request.bucket(object.bucket())
                    .key(object.key())
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));
        } catch (RuntimeException failure) {
            abort(upload, failure);
            throw failure;
        }
    }

    private List<CompletedPart> parts(String upload, long bytes) {
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < bytes; offset += PART_BYTES) {
            int number = parts.size() + 1;
            FilePart part = new FilePart(file, offset, Math.min(PART_BYTES, bytes - offset));
            String tag = client.uploadPart(
                            request -> request.bucket(object.bucket())
                                    .key(object.key())
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromContentProvider(part, part.length(), "application/octet-stream"))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private void abort(String upload, RuntimeException failure) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(object.bucket()).key(object.key()).uploadId(upload));
        } catch (RuntimeException left) {
            failure.addSuppressed(left);
        }
    }
}
