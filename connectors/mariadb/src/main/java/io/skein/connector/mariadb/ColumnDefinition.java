package io.skein.connector.mariadb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A column's definition as {@code SHOW CREATE TABLE} prints it: a change of one of its parts has to repeat all the others.
 *
 * @param words name, type and attributes; a word is what stands between spaces that are neither quoted nor in parentheses
 */
record ColumnDefinition(List<String> words) {
    private static final String COMMENT = "COMMENT";
    private static final String CHECK = "CHECK";
    /** What the words of a type end before. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "NOT",
            "NULL",
            "DEFAULT",
            "AUTO_INCREMENT",
            "ON",
            COMMENT,
            CHECK,
            "GENERATED",
            "INVISIBLE",
            "WITHOUT",
            "WITH",
            "COMPRESSED");

    ColumnDefinition {
        words = List.copyOf(words);
    }

    /** Empty where the table has no such column. */
    static Optional<ColumnDefinition> find(String createTable, String quotedName) {
        return parts(createTable, " ").stream()
                .filter(word -> word.startsWith("("))
                .limit(1)
                .flatMap(columns -> parts(columns.substring(1), ",").stream())
                .map(definition -> new ColumnDefinition(parts(definition.strip(), " ")))
                .filter(definition -> definition.words.getFirst().equals(quotedName))
                .findFirst();
    }

    /** Cuts at a character outside of quotes and parentheses, until the parenthesis that ends all. */
    private static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        int depth = 0;
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (quote != 0 && quote != '`' && (escaped || c == '\\')) {
                escaped = !escaped;
            } else if (quote != 0) {
                // A quote within is doubled: it ends here and begins anew.
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '`' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                break;
            } else if (depth == 0 && separator.indexOf(c) >= 0) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString());
        return parts;
    }

    ColumnDefinition withComment(Optional<String> literal) {
        List<String> changed = new ArrayList<>(words);
        int at = changed.indexOf(COMMENT);
        if (at >= 0) {
            changed.subList(at, at + 2).clear();
        }
        int check = changed.indexOf(CHECK);
        literal.ifPresent(comment -> changed.addAll(check < 0 ? changed.size() : check, List.of(COMMENT, comment)));
        return new ColumnDefinition(changed);
    }

    ColumnDefinition nullable() {
        List<String> changed = new ArrayList<>(words);
        int at = changed.indexOf("NOT");
        if (at >= 0) {
            changed.remove(at);
        }
        return new ColumnDefinition(changed);
    }

    /** With a type that needs no check that the one before did. */
    ColumnDefinition withType(String declaration) {
        List<String> changed = new ArrayList<>();
        changed.add(words.getFirst());
        changed.add(declaration);
        int end = 1;
        while (end < words.size() && !ATTRIBUTES.contains(words.get(end))) {
            end++;
        }
        changed.addAll(words.subList(end, words.size()));
        int check = changed.indexOf(CHECK);
        if (check >= 0 && changed.get(check + 1).startsWith("(json_valid(")) {
            changed.subList(check, check + 2).clear();
        }
        return new ColumnDefinition(changed);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
