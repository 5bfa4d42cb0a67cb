package io.skein.connector.kafka.scan;

import io.skein.connector.kafka.decode.CorruptMessageException;
import io.skein.connector.kafka.decode.MessageDecoder;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a message's, or a key's, own columns. */
final class MessageColumns {
    private final MessagePart part;
    private final MessageDecoder decoder;
    private final @Nullable Object[] values;
    private boolean corrupt;

    MessageColumns(MessagePart part, MessageDecoder decoder) {
        this.part = part;
        this.decoder = decoder;
        this.values = new Object[part.fields().size()];
    }

    /** Whether the bytes themselves are the one column. */
    boolean text() {
        return part.format() == MessageFormat.TEXT;
    }

    /** The column's place; -1 where it is none of these. */
    int place(String name) {
        for (int i = 0; i < part.fields().size(); i++) {
            if (part.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Goes on to these bytes. A key or a message that is not there has no values, but is not corrupt. */
    void load(byte @Nullable [] bytes) {
        corrupt = false;
        Arrays.fill(values, null);
        if (bytes == null) {
            return;
        }
        try {
            decoder.decode(bytes, values);
        } catch (CorruptMessageException e) {
            corrupt = true;
            Arrays.fill(values, null);
        }
    }

    boolean corrupt() {
        return corrupt;
    }

    @Nullable
    Object value(int place) {
        return values[place];
    }
}
