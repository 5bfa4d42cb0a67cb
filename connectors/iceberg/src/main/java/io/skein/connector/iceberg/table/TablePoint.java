package io.skein.connector.iceberg.table;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a handle remembers: a metadata file, and what of it is read.
 *
 * @param location the metadata file
 * @param past a snapshot other than the current one
 * @param rewrite the files that are read, where a rewrite of small ones reads not all
 * @param partitions the partitions that are read, each as its values' text, null for NULL; none for all
 * @param since the snapshot whose rows are not read, but only those that have been appended after it
 */
public record TablePoint(
        String location,
        Optional<Past> past,
        Optional<Rewrite> rewrite,
        List<List<@Nullable String>> partitions,
        Optional<Long> since) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<List<@Nullable String>>> PARTITIONS = new TypeReference<>() {};

    /** A snapshot, and the schema that it is read with. */
    public record Past(long snapshot, int schema) {}

    /**
     * Files to be written anew: those below a size, or with deletes.
     *
     * @param filter which rows' files, as an Iceberg expression's JSON
     */
    public record Rewrite(long belowBytes, String filter, Precedence precedence) {}

    /** Who loses when a rewrite and a change of rows meet. */
    public enum Precedence {
        /** The one that commits last. */
        FIRST_COMMIT,
        /** The rewrite, even when it could commit first. */
        CHANGES
    }

    /** All of the current snapshot. */
    static TablePoint current(String location) {
        return new TablePoint(location, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    public TablePoint at(Past snapshot) {
        return new TablePoint(location, Optional.of(snapshot), rewrite, partitions, since);
    }

    public TablePoint with(Rewrite files) {
        return new TablePoint(location, past, Optional.of(files), partitions, since);
    }

    public TablePoint with(List<List<@Nullable String>> some) {
        return new TablePoint(location, past, rewrite, some, since);
    }

    public TablePoint after(long snapshot) {
        return new TablePoint(location, past, rewrite, partitions, Optional.of(snapshot));
    }

    /** Whether all of the snapshot's rows are read. */
    public boolean isWhole() {
        return rewrite.isEmpty() && partitions.isEmpty() && since.isEmpty();
    }

    /** The metadata as if the past were the present. */
    TableMetadata applied(TableMetadata metadata) {
        return past.map(point -> TableMetadata.buildFrom(metadata)
                        .setCurrentSchema(point.schema())
                        .setBranchSnapshot(point.snapshot(), SnapshotRef.MAIN_BRANCH)
                        .discardChanges()
                        .build())
                .orElse(metadata);
    }

    /** Just the location where there is no more to it. */
    byte[] encode() {
        if (past.isEmpty() && isWhole()) {
            return location.getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode root = JSON.createObjectNode().put("location", location);
        past.ifPresent(point -> root.put("snapshot", point.snapshot()).put("schema", point.schema()));
        rewrite.ifPresent(files -> root.put("below", files.belowBytes())
                .put("filter", files.filter())
                .put("precedence", files.precedence().name()));
        if (!partitions.isEmpty()) {
            root.set("partitions", JSON.valueToTree(partitions));
        }
        since.ifPresent(snapshot -> root.put("since", snapshot));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    static TablePoint decode(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (!text.startsWith("{")) {
            return current(text);
        }
        try {
            JsonNode root = JSON.readTree(text);
            return new TablePoint(
                    root.required("location").textValue(),
                    root.has("snapshot")
                            ? Optional.of(new Past(
                                    root.required("snapshot").longValue(),
                                    root.required("schema").intValue()))
                            : Optional.empty(),
                    root.has("below")
                            ? Optional.of(new Rewrite(
                                    root.required("below").longValue(),
                                    root.required("filter").textValue(),
                                    Precedence.valueOf(
                                            root.required("precedence").textValue())))
                            : Optional.empty(),
                    root.has("partitions") ? JSON.convertValue(root.required("partitions"), PARTITIONS) : List.of(),
                    root.has("since") ? Optional.of(root.required("since").longValue()) : Optional.empty());
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "Not a table of this connector", malformed);
        }
    }
}
