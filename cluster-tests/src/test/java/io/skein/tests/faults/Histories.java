package io.skein.tests.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The states that some serial order of attempts explains: those that are done are in it, those that failed are not, of others nobody knows. */
final class Histories {
    private Histories() {}

    static Set<Rows> of(Rows before, List<Attempt> attempts) {
        Set<Rows> states = new HashSet<>();
        List<Attempt> possible = attempts.stream()
                .filter(attempt -> attempt.outcome() != Attempt.Outcome.FAILED)
                .toList();
        follow(before, possible, states);
        return states;
    }

    private static void follow(Rows state, List<Attempt> left, Set<Rows> states) {
        if (left.stream().noneMatch(attempt -> attempt.outcome() == Attempt.Outcome.DONE)) {
            states.add(state);
        }
        for (Attempt next : left) {
            List<Attempt> others = new ArrayList<>(left);
            others.remove(next);
            follow(next.change().of(state), others, states);
        }
    }
}
