package io.skein.connector.iceberg.maintain;

import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** What has to list files can do so on local storage alone. */
final class LocalFiles {
    private LocalFiles() {}

    static void require(String location) {
        if (!ConnectorFiles.isLocal(location) && !location.startsWith("file:")) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Listing the files of " + location + " is not supported");
        }
    }
}
