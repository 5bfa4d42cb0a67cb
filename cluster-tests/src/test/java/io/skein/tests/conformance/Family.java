package io.skein.tests.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One family asked of one server. */
final class Family {
    private Family() {}

    /** Asks all statements in order in one session. */
    static Score score(String family, RestSession session) throws IOException, InterruptedException {
        int passed = 0;
        int sameMessage = 0;
        List<String> failures = new ArrayList<>();
        for (ConformanceStatement statement : ConformanceStatement.family(family)) {
            Answer answer = session.execute(statement.sql());
            if (statement.setup()) {
                continue;
            }
            Optional<String> difference = Comparison.difference(statement, answer);
            if (difference.isEmpty()) {
                passed++;
                sameMessage += Comparison.sameMessage(statement.answer(), answer) ? 1 : 0;
            } else {
                failures.add(statement.id() + ": " + difference.get()
                        + answer.failure()
                                .map(failure -> " (" + failure.name() + ": " + failure.message() + ")")
                                .orElse("")
                        + "\n    " + statement.sql());
            }
        }
        return new Score(family, passed, sameMessage, failures);
    }

    /**
     * How a family went.
     *
     * @param sameMessage those of the passed whose errors have the same message too
     */
    record Score(String family, int passed, int sameMessage, List<String> failures) {
        int total() {
            return passed + failures.size();
        }

        double percent() {
            return percent(passed);
        }

        double strictPercent() {
            return percent(sameMessage);
        }

        private double percent(int part) {
            return total() == 0 ? 100 : 100.0 * part / total();
        }
    }
}
