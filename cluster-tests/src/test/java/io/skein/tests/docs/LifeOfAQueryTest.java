package io.skein.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifeOfAQueryTest {
    private static final Path ROOT = Path.of(System.getProperty("skein.root"));
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]\\w*)`s?");

    @Test
    void everyClassItNamesExists() throws IOException {
        Set<String> named = new TreeSet<>();
        CLASS_NAME
                .matcher(Files.readString(ROOT.resolve("docs/life-of-a-query.md")))
                .results()
                .forEach(name -> named.add(name.group(1)));

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(sources()).containsAll(named);
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
