package io.skein.connector.iceberg.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a write remembers from its beginning to its end; the write handle's data. */
sealed interface OngoingWrite {
    /** Makes a table, or puts it in the place of another. */
    record Create(NewTable table, Existing existing) implements OngoingWrite {}

    /** Appends to this very table. */
    record Insert(UUID table) implements OngoingWrite {}

    /**
     * Changes rows of this very table.
     *
     * @param version the metadata file that the statement reads by
     * @param read what it reads, as an Iceberg expression's JSON
     */
    record Change(UUID table, String version, String read) implements OngoingWrite {}

    /** What becomes of a table that has the name already. */
    enum Existing {
        REFUSE,
        REPLACE
    }

    default byte[] encode() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        switch (this) {
            case Create create ->
                root.put("existing", create.existing().name())
                        .set("create", create.table().toJson());
            case Insert insert -> root.put("insert", insert.table().toString());
            case Change change ->
                root.put("change", change.table().toString())
                        .put("version", change.version())
                        .put("read", change.read());
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    static OngoingWrite decode(byte[] data) {
        try {
            JsonNode root = new ObjectMapper().readTree(data);
            if (root.has("change")) {
                return new Change(
                        UUID.fromString(root.required("change").textValue()),
                        root.required("version").textValue(),
                        root.required("read").textValue());
            }
            return root.has("insert")
                    ? new Insert(UUID.fromString(root.required("insert").textValue()))
                    : new Create(
                            NewTable.fromJson(root.required("create")),
                            Existing.valueOf(root.required("existing").textValue()));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "Not a write of this connector", malformed);
        }
    }
}
