package io.skein.tests.catalog;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one Java process holds.
 *
 * @param heapBytes in use after a collection, by what has grown old
 */
record ProcessUse(long heapBytes, long residentBytes, int threads) {
    private static final Pattern APPLICATION = Pattern.compile("(\\w+)-service/app|(standalone)/target");
    private static final Pattern USED = Pattern.compile("Tenured .*?used (\\d+)K");
    private static final long KIB = 1024;

    /** Of each Java process of the server, by the name of its service and its number. */
    static TreeMap<String, ProcessUse> of(SkeinProcess server) {
        TreeMap<String, ProcessUse> uses = new TreeMap<>();
        for (ProcessHandle process : server.children()) {
            String command = process.info().commandLine().orElse("");
            Matcher application = APPLICATION.matcher(command);
            if (process.info().command().orElse("").endsWith("java") && application.find()) {
                uses.put(application.group() + " " + process.pid(), of(process.pid()));
            }
        }
        return uses;
    }

    private static ProcessUse of(long pid) {
        try {
            jcmd(pid, "GC.run");
            Matcher heap = USED.matcher(jcmd(pid, "GC.heap_info"));
            if (!heap.find()) {
                throw new IllegalStateException("No serial collector in process " + pid);
            }
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return new ProcessUse(Long.parseLong(heap.group(1)) * KIB, number(status, "VmRSS") * KIB, (int)
                    number(status, "Threads"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
