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
        List<String> failures = new ArrayList<>();
        for (ConformanceStatement statement : ConformanceStatement.family(family)) {
            Answer answer = session.execute(statement.sql());
            if (statement.setup()) {
                continue;
            }
            Optional<String> difference = Comparison.difference(statement, answer);
            if (difference.isEmpty()) {
                passed++;
            } else {
                failures.add(statement.id() + ": " + difference.get()
                        + answer.failure()
                                .map(failure -> " (" + failure.name() + ": " + failure.message() + ")")
                                .orElse("")
                        + "\n    " + statement.sql());
            }
        }
        return new Score(family, passed, failures);
    }

    record Score(String family, int passed, List<String> failures) {
        int total() {
            return passed + failures.size();
        }

        double percent() {
            return total() == 0 ? 100 : 100.0 * passed / total();
        }
    }
}
