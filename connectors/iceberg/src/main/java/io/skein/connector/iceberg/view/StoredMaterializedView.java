package io.skein.connector.iceberg.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What makes an Iceberg view a materialized one: a property.
 *
 * @param storage the table that keeps the answer
 */
record StoredMaterializedView(MaterializedView.Definition definition, SchemaTableName storage) {
    private static final String PROPERTY = "skein.materialized-view";
    private static final ObjectMapper JSON = new ObjectMapper();

    static boolean isOne(View view) {
        return view.properties().containsKey(PROPERTY);
    }

    void write(ViewBuilder builder) {
        StoredView.write(definition.view(), builder);
        ObjectNode root =
                JSON.createObjectNode().put("storage-schema", storage.schema()).put("storage-table", storage.table());
        definition.gracePeriod().ifPresent(grace -> root.put("grace-period-millis", grace.toMillis()));
        ObjectNode properties = root.putObject("properties");
        definition.properties().forEach(properties::put);
        builder.withProperty(PROPERTY, root.toString());
    }

    static StoredMaterializedView read(View view) {
        @Nullable String stored = view.properties().get(PROPERTY);
        try {
            JsonNode root = JSON.readTree(String.valueOf(stored));
            Map<String, String> properties = new HashMap<>();
            root.required("properties")
                    .properties()
                    .forEach(property -> properties.put(
                            property.getKey(), property.getValue().textValue()));
            return new StoredMaterializedView(
                    new MaterializedView.Definition(
                            StoredView.read(view),
                            root.has("grace-period-millis")
                                    ? Optional.of(Duration.ofMillis(
                                            root.required("grace-period-millis").longValue()))
                                    : Optional.empty(),
                            properties),
                    new SchemaTableName(
                            root.required("storage-schema").textValue(),
                            root.required("storage-table").textValue()));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_VIEW, "Materialized view '" + view.name() + "' is damaged", malformed);
        }
    }
}
