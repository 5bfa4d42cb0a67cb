package io.skein.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skein.tests.server.Jdbc;
import io.skein.tests.server.SkeinServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A table under faults: what it should hold, and the files that are there against those that its metadata names. */
final class FaultyTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Files files;
    private final Set<String> everNamed = new HashSet<>();
    private Rows rows = Rows.NONE;
    private Set<String> orphans = Set.of();

    /** The storage of one table. */
    interface Files {
        /** All that there are, as the metadata would name them. */
        Set<String> all();

        byte[] read(String location);
    }

    FaultyTable(String name, Files files) {
        this.name = name;
        this.files = files;
    }

    String name() {
        return name;
    }

    Set<String> files() {
        return files.all();
    }

    private String hidden(String kind) {
        int dot = name.lastIndexOf('.') + 1;
        return name.substring(0, dot) + '"' + name.substring(dot) + kind + '"';
    }

    /** What is wrong with the rows after the attempts; what is found is expected from now on. */
    List<String> checkRows(SkeinServer server, List<Attempt> attempts) {
        List<List<Object>> found = Jdbc.query(server, "SELECT id, v FROM " + name + " ORDER BY id, v");
        Set<Rows> explained = Histories.of(rows, attempts);
        List<String> problems = new ArrayList<>();
        if (explained.stream().noneMatch(state -> state.answer().equals(found))) {
            explained.forEach(state -> problems.add("against a state that could be: " + state.difference(found)));
        }
        rows = Rows.of(found);
        return problems;
    }

    /** What is wrong with the files: those that are named but not there, and, where nothing could have left them, those that nobody names. */
    List<String> checkFiles(SkeinServer server, Fault fault) {
        Set<String> named = named(server);
        everNamed.addAll(named);
        Set<String> there = files.all();
        List<String> problems = new ArrayList<>();
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            problems.add("files are missing: " + missing);
        }
        Set<String> left = new TreeSet<>(there);
        left.removeAll(everNamed);
        Set<String> fresh = new TreeSet<>(left);
        fresh.removeAll(orphans);
        if (!fresh.isEmpty() && !fault.leavesFiles()) {
            problems.add("files are left: " + fresh);
        }
        orphans = left;
        return problems;
    }

    /** Forgets the past and removes orphans: then those files must be there that are named, and no others. */
    List<String> checkMaintenance(SkeinServer server) {
        Jdbc.execute(server, "ALTER TABLE " + name + " EXECUTE expire_snapshots(retention_threshold => '0s')");
        Jdbc.execute(server, "ALTER TABLE " + name + " EXECUTE remove_orphan_files(retention_threshold => '0s')");
        Set<String> named = named(server);
        Set<String> there = files.all();
        orphans = Set.of();
        if (there.equals(named)) {
            return List.of();
        }
        Set<String> left = new TreeSet<>(there);
        left.removeAll(named);
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(there);
        return List.of("after maintenance files are left: " + left + ", and are missing: " + missing);
    }

    /** All that any snapshot needs, and the metadata files of the log. */
    private Set<String> named(SkeinServer server) {
        Set<String> named = new HashSet<>();
        texts(server, "SELECT data_file.file_path FROM " + hidden("$all_entries") + " WHERE status <> 2", named);
        texts(server, "SELECT path FROM " + hidden("$all_manifests"), named);
        texts(server, "SELECT manifest_list FROM " + hidden("$snapshots"), named);
        texts(server, "SELECT file FROM " + hidden("$metadata_log_entries"), named);
        Set<String> newest = new HashSet<>();
        texts(
                server,
                "SELECT file FROM " + hidden("$metadata_log_entries") + " ORDER BY timestamp DESC, file DESC LIMIT 1",
                newest);
        try {
            for (String metadata : newest) {
                for (JsonNode statistics : JSON.readTree(files.read(metadata)).path("statistics")) {
                    named.add(statistics.path("statistics-path").asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }

    private static void texts(SkeinServer server, String sql, Set<String> into) {
        Jdbc.query(server, sql).forEach(row -> into.add((String) row.getFirst()));
    }
}
