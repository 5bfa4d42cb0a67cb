package io.skein.worker.kernel.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a pattern as a program. Forks carry the standard's preference: an alternative before those after it, greedy quantifiers more repetitions before
 * fewer, reluctant ones fewer before more, permutations in lexicographic order.
 */
final class PatternCompiler {
    private static final int MOST_INSTRUCTIONS = 1 << 20;

    private final List<Instruction> instructions = new ArrayList<>();

    static List<Instruction> compile(JsonNode pattern) {
        PatternCompiler compiler = new PatternCompiler();
        compiler.write(pattern);
        compiler.add(new Instruction.Done());
        return List.copyOf(compiler.instructions);
    }

    private void write(JsonNode pattern) {
        switch (pattern.get(0).asText()) {
            case "label" -> add(new Instruction.Take(pattern.get(1).asInt()));
            case "empty" -> {}
            case "start" -> add(new Instruction.PartitionStart());
            case "end" -> add(new Instruction.PartitionEnd());
            case "exclude" -> {
                add(new Instruction.Mark());
                write(pattern.get(1));
                add(new Instruction.Mark());
            }
            case "concatenate" -> rest(pattern).forEach(this::write);
            case "alternate" -> alternate(rest(pattern).stream().map(List::of).toList());
            case "permute" -> alternate(permutations(rest(pattern)));
            case "repeat" -> repeat(pattern);
            default -> throw new IllegalArgumentException("Not a pattern: " + pattern);
        }
    }

    private static List<JsonNode> rest(JsonNode pattern) {
        List<JsonNode> parts = new ArrayList<>();
        for (int i = 1; i < pattern.size(); i++) {
            parts.add(pattern.get(i));
        }
        return parts;
    }

    private void alternate(List<List<JsonNode>> parts) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            int fork = last ? -1 : reserve();
            parts.get(i).forEach(this::write);
            if (!last) {
                jumps.add(reserve());
                instructions.set(fork, new Instruction.Fork(fork + 1, here()));
            }
        }
        jumps.forEach(jump -> instructions.set(jump, new Instruction.Jump(here())));
    }

    private static List<List<JsonNode>> permutations(List<JsonNode> parts) {
        if (parts.isEmpty()) {
            return List.of(List.of());
        }
        List<List<JsonNode>> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<JsonNode> others = new ArrayList<>(parts);
            JsonNode first = others.remove(i);
            for (List<JsonNode> tail : permutations(others)) {
                List<JsonNode> permutation = new ArrayList<>();
                permutation.add(first);
                permutation.addAll(tail);
                all.add(permutation);
                requireRoom(all.size());
            }
        }
        return all;
    }

    /** {@code [repeat, part, least, most or null, greedy]}. */
    private void repeat(JsonNode pattern) {
        JsonNode part = pattern.get(1);
        int least = pattern.get(2).asInt();
        boolean greedy = pattern.get(4).asBoolean();
        int last = here();
        for (int i = 0; i < least; i++) {
            last = here();
            write(part);
        }
        if (!pattern.get(3).isNull()) {
            optional(part, pattern.get(3).asInt() - least, greedy);
        } else if (least == 0) {
            int fork = reserve();
            write(part);
            int loop = reserve();
            instructions.set(loop, fork(fork + 1, here(), greedy));
            instructions.set(fork, fork(fork + 1, here(), greedy));
        } else {
            int loop = reserve();
            instructions.set(loop, fork(last, here(), greedy));
        }
    }

    private void optional(JsonNode part, int times, boolean greedy) {
        List<Integer> forks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            forks.add(reserve());
            write(part);
        }
        forks.forEach(fork -> instructions.set(fork, fork(fork + 1, here(), greedy)));
    }

    private static Instruction fork(int again, int on, boolean greedy) {
        return greedy ? new Instruction.Fork(again, on) : new Instruction.Fork(on, again);
    }

    private int here() {
        return instructions.size();
    }

    /** A place for an instruction that is known later. */
    private int reserve() {
        add(new Instruction.Done());
        return here() - 1;
    }

    private void add(Instruction instruction) {
        requireRoom(here());
        instructions.add(instruction);
    }

    private static void requireRoom(int size) {
        if (size >= MOST_INSTRUCTIONS) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Row pattern with more than %s steps is not supported".formatted(MOST_INSTRUCTIONS));
        }
    }
}
