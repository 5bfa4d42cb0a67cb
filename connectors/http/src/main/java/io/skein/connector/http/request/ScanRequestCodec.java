package io.skein.connector.http.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.connector.http.table.DefinitionReader;
import io.skein.connector.http.table.Secrets;
import io.skein.spi.connector.SchemaTableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as the bytes of a split. The definition goes with it: the worker need not have the file. */
public final class ScanRequestCodec {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScanRequestCodec() {}

    public static byte[] encode(ScanRequest request) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", request.table().name().schema());
        node.put("table", request.table().name().table());
        node.set("definition", request.table().source());
        node.put("url", request.url().toString());
        node.set("inputs", MAPPER.valueToTree(request.inputs()));
        node.set("secrets", MAPPER.valueToTree(request.secrets().values()));
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ScanRequest decode(byte[] data) {
        try {
            JsonNode node = MAPPER.readTree(data);
            SchemaTableName name = new SchemaTableName(
                    node.required("schema").asText(), node.required("table").asText());
            Map<String, String> inputs = new HashMap<>();
            node.required("inputs")
                    .properties()
                    .forEach(
                            input -> inputs.put(input.getKey(), input.getValue().asText()));
            List<String> secrets = new ArrayList<>();
            node.required("secrets").forEach(secret -> secrets.add(secret.asText()));
            return new ScanRequest(
                    DefinitionReader.read(node.required("definition"), Optional.of(name)),
                    URI.create(node.required("url").asText()),
                    inputs,
                    new Secrets(secrets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
