package io.skein.cli;

import java.net.URI;
import java.util.Optional;

/** The command line. */
record Arguments(
        URI server,
        String user,
        Optional<String> password,
        Optional<String> catalog,
        Optional<String> schema,
        String statement) {
    static final String USAGE = """
            usage: skein sql [--server URL] [--user USER] [--catalog CATALOG] [--schema SCHEMA] "STATEMENT"
              --server URL   http://127.0.0.1:8080 by default
              --user USER    your login name by default; a password is taken from SKEIN_PASSWORD
            """;

    /** What is wrong with a command line. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Arguments parse(String[] words) throws Wrong {
        String server = "http://127.0.0.1:8080";
        String user = System.getProperty("user.name", "skein");
        Optional<String> catalog = Optional.empty();
        Optional<String> schema = Optional.empty();
        Optional<String> statement = Optional.empty();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (!word.startsWith("--")) {
                if (statement.isPresent()) {
                    throw new Wrong("more than one statement; put it in quotes");
                }
                statement = Optional.of(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && ++i == words.length) {
                throw new Wrong(name + " needs a value");
            }
            String value = equals < 0 ? words[i] : word.substring(equals + 1);
            switch (name) {
                case "--server" -> server = value;
                case "--user" -> user = value;
                case "--catalog" -> catalog = Optional.of(value);
                case "--schema" -> schema = Optional.of(value);
                default -> throw new Wrong("unknown option " + name);
            }
        }
        if (schema.isPresent() && catalog.isEmpty()) {
            throw new Wrong("--schema needs --catalog");
        }
        String sql = statement
                .map(Arguments::withoutSemicolon)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new Wrong("no statement"));
        return new Arguments(
                uri(server), user, Optional.ofNullable(System.getenv("SKEIN_PASSWORD")), catalog, schema, sql);
    }

    private static String withoutSemicolon(String statement) {
        return statement.strip().replaceFirst(";+$", "").strip();
    }

    private static URI uri(String text) throws Wrong {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw new Wrong("not an address: " + text);
        }
        throw new Wrong("not an address: " + text);
    }
}
