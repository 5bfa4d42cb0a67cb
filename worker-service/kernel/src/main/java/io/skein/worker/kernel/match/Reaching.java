package io.skein.worker.kernel.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** For each instruction, what the conditions of the labels ask that can come after it. */
final class Reaching {
    private Reaching() {}

    static List<Program.Reach> of(List<Instruction> instructions, List<Program.Reach> asked) {
        boolean blind = asked.stream()
                .allMatch(each -> each.trackers().isEmpty() && each.aggregates().isEmpty());
        Program.Reach nothing = new Program.Reach(new BitSet(), new BitSet());
        List<Program.Reach> all = new ArrayList<>();
        for (int i = 0; i < instructions.size(); i++) {
            all.add(blind ? nothing : from(i, instructions, asked));
        }
        return all;
    }

    private static Program.Reach from(int start, List<Instruction> instructions, List<Program.Reach> asked) {
        Program.Reach reach = new Program.Reach(new BitSet(), new BitSet());
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            int pointer = open.pop();
            if (seen.get(pointer)) {
                continue;
            }
            seen.set(pointer);
            switch (instructions.get(pointer)) {
                case Instruction.Take(int label) -> {
                    reach.trackers().or(asked.get(label).trackers());
                    reach.aggregates().or(asked.get(label).aggregates());
                    open.push(pointer + 1);
                }
                case Instruction.Fork(int first, int second) -> {
                    open.push(first);
                    open.push(second);
                }
                case Instruction.Jump(int target) -> open.push(target);
                case Instruction.PartitionStart _, Instruction.PartitionEnd _, Instruction.Mark _ ->
                    open.push(pointer + 1);
                case Instruction.Done _ -> {}
            }
        }
        return reach;
    }
}
