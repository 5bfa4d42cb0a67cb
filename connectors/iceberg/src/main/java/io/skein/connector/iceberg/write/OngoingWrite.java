package io.skein.connector.iceberg.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
     * @param rows how rows are taken away
     */
    record Change(UUID table, String version, String read, WriteHandle.Rows rows) implements OngoingWrite {}

    /**
     * Puts rows in the place of all that this very table holds, or adds them.
     *
     * @param summary of the new snapshot
     * @param kept the snapshot whose rows stay, beside the new ones; then it must still be the newest that has rows. Else no row stays
     */
    record Refresh(UUID table, Map<String, String> summary, Optional<Long> kept) implements OngoingWrite {
        public Refresh {
            summary = Map.copyOf(summary);
        }
    }

    /**
     * Writes rows of this very table anew.
     *
     * @param selected the data of the handle that tells which
     */
    record Rewrite(UUID table, byte[] selected) implements OngoingWrite {}

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
            case Refresh refresh -> {
                ObjectNode summary =
                        root.put("refresh", refresh.table().toString()).putObject("summary");
                refresh.summary().forEach(summary::put);
                refresh.kept().ifPresent(snapshot -> root.put("kept", snapshot));
            }
            case Rewrite rewrite ->
                root.put("rewrite", rewrite.table().toString()).put("selected", rewrite.selected());
            case Change change ->
                root.put("change", change.table().toString())
                        .put("version", change.version())
                        .put("read", change.read())
                        .put("rows", change.rows().name());
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
                        root.required("read").textValue(),
                        WriteHandle.Rows.valueOf(root.required("rows").textValue()));
            }
            if (root.has("refresh")) {
                Map<String, String> summary = new HashMap<>();
                root.required("summary")
                        .properties()
                        .forEach(entry ->
                                summary.put(entry.getKey(), entry.getValue().textValue()));
                return new Refresh(
                        UUID.fromString(root.required("refresh").textValue()),
                        summary,
                        root.has("kept") ? Optional.of(root.required("kept").longValue()) : Optional.empty());
            }
            if (root.has("rewrite")) {
                return new Rewrite(
                        UUID.fromString(root.required("rewrite").textValue()),
                        root.required("selected").binaryValue());
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
