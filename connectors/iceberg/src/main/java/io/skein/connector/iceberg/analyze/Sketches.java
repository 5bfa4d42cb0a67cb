package io.skein.connector.iceberg.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaUnion;

/** Sketches of columns' values by field id: what sinks report, and what comes of putting it together. */
public final class Sketches {
    private static final String MARK = "sketches";
    private static final String START = "{\"" + MARK + "\":";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sketches() {}

    /** Whether a fragment of a write is one of sketches. */
    public static boolean isOne(byte[] fragment) {
        return new String(fragment, 0, Math.min(fragment.length, START.length()), StandardCharsets.UTF_8).equals(START);
    }

    static byte[] encode(Map<Integer, byte[]> sketches) {
        ObjectNode document = JSON.createObjectNode();
        ObjectNode root = document.putObject(MARK);
        sketches.forEach((field, sketch) -> root.put(String.valueOf(field), sketch));
        try {
            return JSON.writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "Sketches have no text", impossible);
        }
    }

    private static Map<Integer, byte[]> decode(byte[] fragment) {
        try {
            Map<Integer, byte[]> sketches = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readTree(fragment).required(MARK).properties()) {
                sketches.put(Integer.valueOf(entry.getKey()), entry.getValue().binaryValue());
            }
            return sketches;
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "Not sketches", malformed);
        }
    }

    /** Those of all fragments together. */
    static Map<Integer, CompactThetaSketch> united(List<byte[]> fragments) {
        Map<Integer, ThetaUnion> unions = new HashMap<>();
        for (byte[] fragment : fragments) {
            decode(fragment)
                    .forEach((field, sketch) -> unions.computeIfAbsent(
                                    field, _ -> ThetaSetOperation.builder().buildUnion())
                            .union(CompactThetaSketch.heapify(MemorySegment.ofArray(sketch))));
        }
        Map<Integer, CompactThetaSketch> united = new HashMap<>();
        unions.forEach((field, union) -> united.put(field, union.getResult()));
        return united;
    }
}
