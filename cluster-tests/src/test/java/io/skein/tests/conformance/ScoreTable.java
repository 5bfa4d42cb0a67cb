package io.skein.tests.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scores of all families on all servers, for people to read. Thread-safe. */
final class ScoreTable {
    private static final List<String> SERVERS = List.of("standalone", "cluster");

    private final Map<String, Map<String, Family.Score>> scores = new TreeMap<>();

    synchronized void add(String server, Family.Score score) {
        scores.computeIfAbsent(score.family(), _ -> new TreeMap<>()).put(server, score);
    }

    synchronized String markdown() {
        StringBuilder text = new StringBuilder("""
                | family | statements | standalone | with messages | cluster | with messages |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        scores.forEach((family, servers) -> {
            text.append("| ").append(family);
            text.append(" | ").append(servers.values().iterator().next().total());
            SERVERS.forEach(server -> text.append(cells(servers.get(server))));
            text.append(" |\n");
        });
        return text.toString();
    }

    private static String cells(Family.@Nullable Score score) {
        return score == null ? " | | " : " | " + score.passed() + " | " + score.sameMessage();
    }

    /** One line a server: all families together, and without the lakehouse's. */
    synchronized String summary() {
        return SERVERS.stream()
                .map(server -> server + ": " + share(server, true) + "; without q-iceberg " + share(server, false))
                .collect(Collectors.joining("\n"));
    }

    private String share(String server, boolean lakehouse) {
        List<Family.Score> all = scores.entrySet().stream()
                .filter(entry -> lakehouse || !entry.getKey().equals("q-iceberg"))
                .map(entry -> entry.getValue().get(server))
                .filter(score -> score != null)
                .toList();
        int total = all.stream().mapToInt(Family.Score::total).sum();
        int passed = all.stream().mapToInt(Family.Score::passed).sum();
        int strict = all.stream().mapToInt(Family.Score::sameMessage).sum();
        return "%d of %d (%.1f %%), with messages %d (%.1f %%)"
                .formatted(
                        passed,
                        total,
                        100.0 * passed / Math.max(1, total),
                        strict,
                        100.0 * strict / Math.max(1, total));
    }
}
