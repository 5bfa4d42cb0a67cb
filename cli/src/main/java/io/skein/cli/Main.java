package io.skein.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Entry point. Exit status: 0 answered, 1 the statement failed, 2 no server, 64 wrong usage. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Arguments parsed;
        try {
            parsed = Arguments.parse(List.of(arguments), Optional.ofNullable(System.getenv("SKEIN_PASSWORD")));
        } catch (IllegalArgumentException wrong) {
            errors.println("skein: " + wrong.getMessage());
            System.exit(64);
            return;
        }
        boolean live =
                System.getenv("TERM") != null && Boolean.parseBoolean(System.getProperty("skein.terminal", "false"));
        System.exit(new StatementRun(parsed, out, new Progress(errors, live), errors).run());
    }
}
