package io.skein.worker.kernel.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs read last, since a statement brings its own with each partition. */
final class Programs {
    private static final int MOST = 32;
    private static final Map<String, Program> READ = new ConcurrentHashMap<>();

    private Programs() {}

    static Program read(String text) {
        Program known = READ.get(text);
        if (known != null) {
            return known;
        }
        if (READ.size() >= MOST) {
            READ.clear();
        }
        Program program = ProgramReader.read(text);
        READ.put(text, program);
        return program;
    }
}
