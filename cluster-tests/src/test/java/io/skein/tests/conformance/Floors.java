package io.skein.tests.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How many statements of each family must pass on a server: {@code family=passed sameMessage}. */
record Floors(Properties values) {
    /** @param sameMessage how many of the passed must have Trino's messages too */
    record Floor(String family, int passed, int sameMessage) {}

    static Floors of(String server) throws IOException {
        Properties values = new Properties();
        String resource = "/conformance/" + server + ".floors.properties";
        try (InputStream stream = Objects.requireNonNull(Floors.class.getResourceAsStream(resource), resource)) {
            values.load(stream);
        }
        return new Floors(values);
    }

    /** In alphabetic order. */
    Stream<Floor> families() {
        return new TreeSet<>(values.stringPropertyNames()).stream().map(this::floor);
    }

    private Floor floor(String family) {
        String[] numbers = values.getProperty(family).split(" ");
        return new Floor(family, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
}
