package io.skein.worker.kernel.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.worker.kernel.match.Program.Frame;
import io.skein.worker.kernel.match.Program.Output;
import io.skein.worker.kernel.match.Program.RowsPerMatch;
import io.skein.worker.kernel.match.Program.Skip;
import io.skein.worker.kernel.match.Program.Told;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Reads the JSON form of a program; the coordinator's kernel SQL writer is its other half. */
final class ProgramReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgramReader() {}

    static Program read(String text) {
        JsonNode root = tree(text);
        List<String> labels = new ArrayList<>();
        root.get("labels").forEach(label -> labels.add(label.asText()));
        List<ValueKind> columns = new ArrayList<>();
        root.get("columns")
                .forEach(type -> columns.add(NumberType.parse(type.asText()).kind()));
        List<Aggregate> aggregates = new ArrayList<>();
        root.get("aggregates").forEach(aggregate -> aggregates.add(aggregate(aggregate)));
        Trackers trackers = new Trackers();
        root.get("conditions").forEach(trackers::collect);
        ConditionReader reader = new ConditionReader(trackers, labels, aggregates);
        List<Optional<Condition>> conditions = new ArrayList<>();
        List<Program.Reach> asked = new ArrayList<>();
        for (JsonNode condition : root.get("conditions")) {
            conditions.add(condition.isNull() ? Optional.empty() : Optional.of(reader.read(condition)));
            asked.add(trackers.asked(condition));
        }
        List<Instruction> instructions = PatternCompiler.compile(root.get("pattern"));
        return new Program(
                instructions,
                columns,
                conditions,
                trackers.all(),
                aggregates,
                Reaching.of(instructions, asked),
                output(root));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Aggregate aggregate(JsonNode node) {
        return new Aggregate(
                Aggregate.Function.valueOf(node.get(0).asText()),
                labels(node.get(1)),
                node.get(2).asInt(),
                NumberType.parse(node.get(3).asText()));
    }

    static BitSet labels(JsonNode node) {
        BitSet labels = new BitSet();
        node.forEach(label -> labels.set(label.asInt()));
        return labels;
    }

    /** {@code [[label, ...], last, running, logical offset, physical offset]}. */
    static Navigation navigation(JsonNode node) {
        return new Navigation(
                labels(node.get(0)),
                node.get(1).asBoolean(),
                node.get(2).asBoolean(),
                node.get(3).asInt(),
                node.get(4).asInt());
    }

    private static Output output(JsonNode root) {
        JsonNode skip = root.get("skip");
        Optional<Navigation> target = skip.size() > 1 ? Optional.of(navigation(skip.get(1))) : Optional.empty();
        List<Told> told = new ArrayList<>();
        root.get("told")
                .forEach(each -> told.add(
                        new Told(navigation(each.get(1)), each.get(0).asText().equals("label"))));
        JsonNode frame = root.get("frame");
        return new Output(
                RowsPerMatch.valueOf(root.get("rows").asText()),
                root.get("every").asBoolean(),
                new Skip(skip.get(0).asText().equals("NEXT"), target),
                frame.isNull()
                        ? Optional.empty()
                        : Optional.of(new Frame(
                                Frame.End.valueOf(frame.get(0).asText()),
                                frame.get(1).asInt(),
                                frame.get(2).asBoolean())),
                told);
    }
}
