package io.skein.connector.iceberg.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;
import org.jspecify.annotations.Nullable;

/** A view's definition in an Iceberg view. Its columns are a property as well, since Iceberg has not all of their types. */
final class StoredView {
    private static final String DIALECT = "trino";
    private static final String COMMENT = "comment";
    private static final String COLUMNS = "skein.columns";
    private static final String COLUMNS_OF = "skein.columns-of";
    private static final String OWNER = "skein.owner";
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredView() {}

    static void write(ViewDefinition view, ViewBuilder builder) {
        builder.withQuery(DIALECT, view.sql())
                .withSchema(schema(view))
                .withDefaultNamespace(view.schema().map(Namespace::of).orElse(Namespace.empty()))
                .withProperties(properties(view));
        view.catalog().ifPresent(builder::withDefaultCatalog);
    }

    /** The columns as a table would have them. */
    static List<ColumnMetadata> columns(ViewDefinition view) {
        return view.columns().stream()
                .map(column -> new ColumnMetadata(
                        new ColumnHandle(column.name(), column.type(), OptionalInt.empty()),
                        true,
                        false,
                        column.comment()))
                .toList();
    }

    private static Schema schema(ViewDefinition view) {
        return TableFields.schema(columns(view));
    }

    private static Map<String, String> properties(ViewDefinition view) {
        Map<String, String> properties = new HashMap<>();
        view.comment().ifPresent(comment -> properties.put(COMMENT, comment));
        view.owner().ifPresent(owner -> properties.put(OWNER, owner));
        ArrayNode columns = JSON.createArrayNode();
        for (ViewDefinition.Column column : view.columns()) {
            ObjectNode node = columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().displayName());
            column.comment().ifPresent(comment -> node.put(COMMENT, comment));
        }
        properties.put(COLUMNS, columns.toString());
        properties.put(COLUMNS_OF, fingerprint(view.sql()));
        return properties;
    }

    static ViewDefinition read(View view) {
        @Nullable SQLViewRepresentation text = view.sqlFor(DIALECT);
        if (text == null || !text.dialect().equalsIgnoreCase(DIALECT)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Cannot read unsupported dialect '" + (text == null ? "" : text.dialect()) + "' for view '"
                            + view.name() + "'");
        }
        @Nullable String defaultCatalog = view.currentVersion().defaultCatalog();
        Namespace namespace = view.currentVersion().defaultNamespace();
        return new ViewDefinition(
                text.sql(),
                Optional.ofNullable(defaultCatalog),
                namespace.isEmpty() ? Optional.empty() : Optional.of(namespace.toString()),
                columns(view, text.sql()),
                Optional.ofNullable(view.properties().get(COMMENT)),
                Optional.ofNullable(view.properties().get(OWNER)));
    }

    private static String fingerprint(String sql) {
        return Integer.toHexString(sql.hashCode());
    }

    /** Another engine that replaces the view leaves our property as it was: it counts for the text that it was made for. */
    private static List<ViewDefinition.Column> columns(View view, String sql) {
        @Nullable String stored = view.properties().get(COLUMNS);
        if (stored == null || !fingerprint(sql).equals(view.properties().get(COLUMNS_OF))) {
            return view.schema().columns().stream()
                    .map(field -> new ViewDefinition.Column(
                            TableFields.name(field),
                            IcebergTypes.toTrino(field.type()),
                            Optional.ofNullable(field.doc())))
                    .toList();
        }
        try {
            List<ViewDefinition.Column> columns = new ArrayList<>();
            for (JsonNode node : JSON.readTree(stored)) {
                columns.add(new ViewDefinition.Column(
                        node.required("name").textValue(),
                        TypeParser.parse(node.required("type").textValue()),
                        node.has(COMMENT) ? Optional.of(node.required(COMMENT).textValue()) : Optional.empty()));
            }
            return columns;
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_VIEW, "The columns of view '" + view.name() + "' are damaged", malformed);
        }
    }
}
