package io.skein.cli;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The command line: options and one statement. */
record Arguments(
        URI server,
        String user,
        Optional<String> catalog,
        Optional<String> schema,
        Optional<String> password,
        String statement) {
    static final String USAGE =
            "usage: skein sql [--server URL] [--user USER] [--catalog CATALOG] [--schema SCHEMA] \"STATEMENT\"";

    /** The password comes from the environment, so that it is not seen in the process list. */
    static Arguments parse(List<String> arguments, Optional<String> password) {
        URI server = URI.create("http://127.0.0.1:8080");
        String user = System.getProperty("user.name");
        Optional<String> catalog = Optional.empty();
        Optional<String> schema = Optional.empty();
        Optional<String> statement = Optional.empty();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--server" -> server = address(value(argument, rest));
                case "--user" -> user = value(argument, rest);
                case "--catalog" -> catalog = Optional.of(value(argument, rest));
                case "--schema" -> schema = Optional.of(value(argument, rest));
                default -> {
                    if (argument.startsWith("--")) {
                        throw new IllegalArgumentException("unknown option " + argument + "\n" + USAGE);
                    }
                    if (statement.isPresent()) {
                        throw new IllegalArgumentException("more than one statement; put it in quotes\n" + USAGE);
                    }
                    statement = Optional.of(argument);
                }
            }
        }
        String text = statement.map(Arguments::withoutSemicolon).orElse("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no statement given\n" + USAGE);
        }
        return new Arguments(server, user, catalog, schema, password, text);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("option " + option + " needs a value\n" + USAGE);
        }
        return rest.next();
    }

    private static URI address(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("not a server address: " + text);
        }
        return uri;
    }

    private static String withoutSemicolon(String statement) {
        String text = statement.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    }
}
