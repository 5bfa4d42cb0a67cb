package io.skein.worker.kernel.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows all runs of a program at once, row by row, in the order of preference: what a preferred run finds later counts more than what others found
 * before. Of two runs at one place that no later condition can tell apart the preferred one goes on alone, so that patterns whose conditions look at no
 * more than the row take time in proportion to rows and program.
 */
final class Matcher {
    private static final int CHECKED_EVERY = 256;
    private static final int BYTES_PER_RUN = 120;
    private static final int BYTES_PER_LINK = 32;

    private final Program program;
    private final Partition partition;
    private final MatchLimits.Search limits;
    private final Trace nothing;
    private long steps;

    Matcher(Program program, Partition partition, MatchLimits.Search limits) {
        this.program = program;
        this.partition = partition;
        this.limits = limits;
        this.nothing = Trace.empty(program.slots(), program.aggregates().size());
    }

    /** The preferred match that starts at the row. */
    Optional<Match> match(int start, int searchStart, int searchEnd, long number) {
        int length = searchEnd - start;
        List<Run> current = new ArrayList<>();
        advance(new Run(0, null, null, nothing), new Stop(start, 0, length), new HashMap<>(), current);
        Optional<Run> found = Optional.empty();
        for (int index = 0; index < length && !current.isEmpty(); index++) {
            List<Run> next = new ArrayList<>();
            Map<Integer, List<Run>> seen = new HashMap<>();
            for (Run run : current) {
                if (!(program.instructions().get(run.pointer()) instanceof Instruction.Take(int label))) {
                    found = Optional.of(run);
                    break;
                }
                int row = start + index;
                Trace after = run.trace().taken(row, label, program, partition);
                Condition.Situation at =
                        new Condition.Situation(partition, number, start, searchStart, searchEnd, row, after);
                if (program.conditions()
                        .get(label)
                        .map(condition -> Boolean.TRUE.equals(condition.evaluate(at)))
                        .orElse(true)) {
                    advance(run.took(label, after), new Stop(start, index + 1, length), seen, next);
                }
                check(next.size(), index);
            }
            current = next;
        }
        Optional<Run> last = current.stream()
                .filter(run -> program.instructions().get(run.pointer()) instanceof Instruction.Done)
                .findFirst();
        return last.or(found(found))
                .map(run -> new Match(
                        start, searchStart, searchEnd, Run.Link.array(run.taken()), Run.Link.array(run.marks())));
    }

    private static java.util.function.Supplier<Optional<Run>> found(Optional<Run> found) {
        return () -> found;
    }

    private void check(int runs, int length) {
        if (steps++ % CHECKED_EVERY == 0) {
            long each = BYTES_PER_RUN
                    + 8L * program.slots()
                    + 48L * program.aggregates().size();
            limits.check(partition.bytes() + runs * each + (long) BYTES_PER_LINK * (length + runs));
        }
    }

    /**
     * A place between two rows.
     *
     * @param index the rows taken
     * @param length the rows there are from the start
     */
    private record Stop(int start, int index, int length) {}

    /** Follows the run, and those that it parts into, to where they want a row or are done. */
    private void advance(Run from, Stop stop, Map<Integer, List<Run>> seen, List<Run> next) {
        Deque<Run> open = new ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty()) {
            Run run = open.pop();
            int pointer = run.pointer();
            List<Run> others = seen.computeIfAbsent(pointer, _ -> new ArrayList<>(1));
            Program.Reach reach = program.reach().get(pointer);
            if (others.stream()
                    .anyMatch(
                            other -> other.trace().same(run.trace(), program, reach.trackers(), reach.aggregates()))) {
                continue;
            }
            others.add(run);
            switch (program.instructions().get(pointer)) {
                case Instruction.Take _, Instruction.Done _ -> next.add(run);
                case Instruction.Jump(int target) -> open.push(run.at(target));
                case Instruction.Fork(int first, int second) -> {
                    open.push(run.at(second));
                    open.push(run.at(first));
                }
                case Instruction.PartitionStart _ -> {
                    if (stop.index() == 0 && stop.start() == 0) {
                        open.push(run.at(pointer + 1));
                    }
                }
                case Instruction.PartitionEnd _ -> {
                    if (stop.index() == stop.length()) {
                        open.push(run.at(pointer + 1));
                    }
                }
                case Instruction.Mark _ -> open.push(run.marked(stop.index()));
            }
        }
    }
}
