package io.skein.coordinator.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs conformance families in this process and prints what differs.
 *
 * <pre>
 * coordinator-service/analyzer/conformance.sh [--list] [--strict] [--sql] [--only REGEX] FAMILY...
 * </pre>
 *
 * FAMILY is a name such as {@code q-select}; {@code all} means every one, and a text with a space in it is a statement to run. {@code --list}
 * prints each difference, {@code --sql} the kernel SQL of each difference besides, {@code --strict} compares messages too.
 */
public final class ConformanceRun {
    private static final int MAXIMUM_TEXT = 700;

    private final LocalEngine engine;
    private final PrintStream out;
    private final Options options;

    private ConformanceRun(LocalEngine engine, PrintStream out, Options options) {
        this.engine = engine;
        this.out = out;
        this.options = options;
    }

    private record Options(boolean list, boolean strict, boolean sql, Optional<String> only, List<String> families) {
        static Options of(List<String> arguments) {
            List<String> families = new ArrayList<>();
            Optional<String> only = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i).equals("--only")) {
                    only = Optional.of(arguments.get(++i));
                } else if (!arguments.get(i).startsWith("--")) {
                    families.add(arguments.get(i));
                }
            }
            return new Options(
                    arguments.contains("--list"),
                    arguments.contains("--strict"),
                    arguments.contains("--sql"),
                    only,
                    families);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(List.of(arguments));
        Path directory = Files.createTempDirectory("skein-conformance");
        try (LocalEngine engine = new LocalEngine(directory)) {
            ConformanceRun run = new ConformanceRun(engine, System.out, options);
            for (String family : options.families()) {
                if (family.contains(" ")) {
                    run.statement(family);
                } else {
                    run.families(family);
                }
            }
        }
    }

    static Path files() {
        String root = System.getProperty("skein.root", System.getProperty("user.dir"));
        return Path.of(root, "cluster-tests", "src", "test", "resources", "conformance");
    }

    private void statement(String sql) {
        LocalSession session = new LocalSession();
        try {
            out.println(engine.kernelSql(sql, session));
        } catch (RuntimeException failure) {
            out.println(stack(failure));
        }
        out.println(abridged(attempt(sql, session)));
    }

    private void families(String family) throws IOException {
        List<String> names = new ArrayList<>();
        if (family.equals("all")) {
            try (var files = Files.list(files())) {
                files.map(file -> file.getFileName().toString().replace(".jsonl", ""))
                        .sorted()
                        .forEach(names::add);
            }
        } else {
            names.add(family);
        }
        int passed = 0;
        int all = 0;
        for (String name : names) {
            int[] score = family(name);
            passed += score[0];
            all += score[1];
        }
        if (names.size() > 1) {
            out.println("all                      %5d of %d".formatted(passed, all));
        }
    }

    private int[] family(String name) throws IOException {
        LocalSession session = new LocalSession();
        TreeMap<String, Integer> causes = new TreeMap<>();
        int passed = 0;
        int all = 0;
        for (ConformanceStatement statement : ConformanceStatement.read(files().resolve(name + ".jsonl"))) {
            if (!statement.setup()
                    && options.only()
                            .filter(only -> !statement.id().matches(only))
                            .isPresent()) {
                continue;
            }
            Answer got = attempt(statement.sql(), session);
            if (statement.setup()) {
                continue;
            }
            Optional<String> difference = Comparison.difference(statement, got, options.strict());
            all++;
            passed += difference.isEmpty() ? 1 : 0;
            difference.ifPresent(cause -> {
                causes.merge(cause, 1, Integer::sum);
                report(statement, got, cause, session);
            });
        }
        out.println("%-24s %5d of %d %s".formatted(name, passed, all, causes));
        return new int[] {passed, all};
    }

    private Answer attempt(String sql, LocalSession session) {
        try {
            return engine.execute(sql, session);
        } catch (RuntimeException | Error failure) {
            return Answer.failed("CRASH", stack(failure));
        }
    }

    private void report(ConformanceStatement statement, Answer got, String cause, LocalSession session) {
        if (!options.list()) {
            return;
        }
        out.println("--- " + statement.id() + ": " + cause + "\n" + statement.sql());
        out.println("  Trino: " + abridged(statement.answer()) + "\n  here:  " + abridged(got));
        if (options.sql()) {
            try {
                out.println("  kernel: " + engine.kernelSql(statement.sql(), session));
            } catch (RuntimeException failure) {
                out.println("  no kernel SQL: " + failure.getMessage());
            }
        }
    }

    private static String abridged(Answer answer) {
        String text = answer.error() != null
                ? answer.error().toString()
                : answer.columns().stream()
                                .map(column -> column.name() + " " + column.type())
                                .toList()
                        + " "
                        + answer.rows()
                        + (answer.update() == null ? "" : answer.update());
        return text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT) + "...";
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        List<String> lines = text.toString()
                .lines()
                .filter(line -> !line.contains("java.base"))
                .limit(12)
                .toList();
        return String.join("\n", lines);
    }
}
