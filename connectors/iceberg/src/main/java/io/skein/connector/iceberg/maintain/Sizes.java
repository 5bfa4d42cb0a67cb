package io.skein.connector.iceberg.maintain;

import io.skein.spi.connector.DataSizes;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;

/** Data sizes among a procedure's arguments. */
final class Sizes {
    private Sizes() {}

    /** The argument's bytes. */
    static long bytes(ProcedureCall call, String argument, long absent) {
        Optional<String> text = call.text(argument);
        if (text.isEmpty()) {
            return absent;
        }
        return DataSizes.parse(text.get())
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                        "Unable to set catalog 'iceberg' table procedure '%s' property '%s' to ['%s']: size is not a valid data size string: %s"
                                .formatted(call.name(), argument, text.get(), text.get())));
    }
}
