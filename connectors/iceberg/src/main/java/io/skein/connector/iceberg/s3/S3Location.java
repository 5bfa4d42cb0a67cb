package io.skein.connector.iceberg.s3;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket and a key in it, which is empty for the bucket itself. */
record S3Location(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("s3[an]?://([^/]+)/?(.*)");

    /** NOT_SUPPORTED for what is not in S3. */
    static S3Location parse(String location) {
        Matcher form = FORM.matcher(location);
        if (!form.matches()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Only locations s3://BUCKET/... are supported: " + location);
        }
        return new S3Location(form.group(1), form.group(2));
    }

    /** Without slashes at the end. */
    String directory() {
        return ("s3://" + bucket + "/" + key).replaceAll("/+$", "");
    }
}
