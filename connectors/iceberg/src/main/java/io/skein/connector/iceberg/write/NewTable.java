package io.skein.connector.iceberg.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.SortOrderParser;

/**
 * A table about to be made.
 *
 * @param schema with the field ids that the table will have
 * @param properties as Iceberg keeps them
 */
record NewTable(
        Schema schema, PartitionSpec partitioning, SortOrder sorting, String location, Map<String, String> properties) {
    private static final ObjectMapper JSON = new ObjectMapper();

    NewTable {
        properties = Map.copyOf(properties);
    }

    ObjectNode toJson() {
        ObjectNode root = JSON.createObjectNode()
                .put("schema", SchemaParser.toJson(schema))
                .put("partitioning", PartitionSpecParser.toJson(partitioning))
                .put("sorting", SortOrderParser.toJson(sorting))
                .put("location", location);
        ObjectNode values = root.putObject("properties");
        properties.forEach(values::put);
        return root;
    }

    static NewTable fromJson(JsonNode root) {
        Schema schema = SchemaParser.fromJson(root.required("schema").textValue());
        Map<String, String> properties = new HashMap<>();
        root.required("properties")
                .properties()
                .forEach(
                        entry -> properties.put(entry.getKey(), entry.getValue().textValue()));
        return new NewTable(
                schema,
                PartitionSpecParser.fromJson(
                        schema, root.required("partitioning").textValue()),
                SortOrderParser.fromJson(schema, root.required("sorting").textValue()),
                root.required("location").textValue(),
                properties);
    }
}
