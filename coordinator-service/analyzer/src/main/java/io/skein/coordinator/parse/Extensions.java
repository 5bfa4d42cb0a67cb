package io.skein.coordinator.parse;

import java.util.List;
import java.util.Optional;

/** All that users may write beyond Trino's grammar. */
final class Extensions {
    private static final List<Extension> ALL = List.of(
            new ExcludeList(),
            new QualifyClause(),
            new PivotClause(),
            new RemoteExplanation(),
            new CatalogStatements());

    private Extensions() {}

    /** The statement in standard syntax, if it holds any extension. */
    static Optional<Tokens> toStandard(String text) {
        Tokens tokens = Tokens.of(text);
        String before = tokens.text();
        ALL.forEach(extension -> extension.toStandard(tokens));
        return tokens.text().equals(before) ? Optional.empty() : Optional.of(tokens);
    }

    /** The text, which is in standard syntax, with its extensions as users write them. */
    static String toExtended(String text) {
        if (!text.contains("\"$")) {
            return text;
        }
        Tokens tokens = Tokens.of(text);
        ALL.forEach(extension -> extension.toExtended(tokens));
        return tokens.text();
    }
}
