package io.skein.bench;

import java.util.HashMap;
import java.util.Map;

/** {@code --name value} pairs of the command line. */
record Options(Map<String, String> values) {
    static Options parse(String[] arguments, int from) {
        Map<String, String> values = new HashMap<>();
        for (int index = from; index < arguments.length; index += 2) {
            if (!arguments[index].startsWith("--") || index + 1 == arguments.length) {
                throw new IllegalArgumentException("expected --name value, found " + arguments[index]);
            }
            values.put(arguments[index].substring(2), arguments[index + 1]);
        }
        return new Options(Map.copyOf(values));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    int number(String name, int fallback) {
        return has(name) ? Integer.parseInt(values.get(name)) : fallback;
    }
}
