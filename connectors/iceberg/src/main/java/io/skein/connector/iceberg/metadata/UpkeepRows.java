package io.skein.connector.iceberg.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $upkeep}: the dry run. Its rows are known where the schedule is, so that they travel in the split. */
final class UpkeepRows implements MetadataRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Object[]> rows;

    private UpkeepRows(List<Object[]> rows) {
        this.rows = rows;
    }

    /** The columns alone. */
    static UpkeepRows none() {
        return new UpkeepRows(List.of());
    }

    static String encode(List<UpkeepReport.Row> rows) {
        ArrayNode all = JSON.createArrayNode();
        for (UpkeepReport.Row row : rows) {
            ObjectNode node = all.addObject()
                    .put("action", row.action())
                    .put("pending", row.pending())
                    .put("reason", row.reason());
            row.extent().files().ifPresent(count -> node.put("files", count));
            row.extent().bytes().ifPresent(count -> node.put("bytes", count));
            row.extent().manifests().ifPresent(count -> node.put("manifests", count));
            row.extent().snapshots().ifPresent(count -> node.put("snapshots", count));
            row.statement().ifPresent(text -> node.put("statement", text));
            row.due().ifPresent(time -> node.put("due", time.toEpochMilli()));
            row.lastRun().ifPresent(time -> node.put("lastRun", time.toEpochMilli()));
            row.lastOutcome().ifPresent(text -> node.put("lastOutcome", text));
        }
        return all.toString();
    }

    static UpkeepRows decode(String text) {
        try {
            List<Object[]> rows = new ArrayList<>();
            StreamSupport.stream(JSON.readTree(text).spliterator(), false)
                    .map(UpkeepRows::row)
                    .forEach(rows::add);
            return new UpkeepRows(rows);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "Not rows of upkeep", malformed);
        }
    }

    private static @Nullable Object[] row(JsonNode node) {
        return new @Nullable Object[] {
            node.required("action").textValue(),
            node.required("pending").booleanValue(),
            node.required("reason").textValue(),
            number(node, "files"),
            number(node, "bytes"),
            number(node, "manifests"),
            number(node, "snapshots"),
            text(node, "statement"),
            instant(node, "due"),
            instant(node, "lastRun"),
            text(node, "lastOutcome")
        };
    }

    private static @Nullable Long number(JsonNode node, String field) {
        return node.has(field) ? node.required(field).longValue() : null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.has(field) ? node.required(field).textValue() : null;
    }

    private static Object @Nullable [] instant(JsonNode node, String field) {
        @Nullable Long milliseconds = number(node, field);
        return milliseconds == null ? null : MetadataTypes.instant(milliseconds);
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("action", MetadataTypes.VARCHAR),
                MetadataRows.column("pending", MetadataTypes.BOOLEAN),
                MetadataRows.column("reason", MetadataTypes.VARCHAR),
                MetadataRows.column("files", MetadataTypes.BIGINT),
                MetadataRows.column("bytes", MetadataTypes.BIGINT),
                MetadataRows.column("manifests", MetadataTypes.BIGINT),
                MetadataRows.column("snapshots", MetadataTypes.BIGINT),
                MetadataRows.column("statement", MetadataTypes.VARCHAR),
                MetadataRows.column("due", MetadataTypes.INSTANT),
                MetadataRows.column("last_run", MetadataTypes.INSTANT),
                MetadataRows.column("last_outcome", MetadataTypes.VARCHAR));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.withNoopClose(rows);
    }
}
