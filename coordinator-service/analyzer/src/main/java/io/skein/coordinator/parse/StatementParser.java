package io.skein.coordinator.parse;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.PathSpecification;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.StringLiteral;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a statement's text; what the grammar refuses becomes SYNTAX_ERROR with the place where it stands. What Trino's grammar takes means what it means to
 * Trino; only what it refuses is looked through for extensions. Thread-safe; identical texts are read once.
 */
public final class StatementParser {
    private final SqlParser standard = new SqlParser();
    private final ParsedStatements parsed = new ParsedStatements();

    public Statement parse(String sql) {
        Optional<Statement> known = parsed.find(sql);
        if (known.isPresent()) {
            return known.get();
        }
        Statement statement = parse(sql, parser -> parser.createStatement(sql));
        parsed.keep(sql, statement);
        return statement;
    }

    /** Reads a statement that stands as a literal within another; places count in the outer text. */
    public Statement parse(StringLiteral literal) {
        String sql = literal.getValue();
        Optional<NodeLocation> place = literal.getLocation();
        return place.isPresent() ? parse(sql, parser -> parser.createStatement(sql, place.get())) : parse(sql);
    }

    private Statement parse(String sql, Function<SqlParser, Statement> reading) {
        try {
            return reading.apply(standard);
        } catch (ParsingException failure) {
            return extended(sql, reading).orElseThrow(() -> syntaxError(failure));
        }
    }

    /** The parser is given the rewritten tokens in place of the text's own; they know where they stand in the text. */
    private static Optional<Statement> extended(String sql, Function<SqlParser, Statement> reading) {
        return Extensions.toStandard(sql).flatMap(tokens -> {
            try {
                return Optional.of(
                        reading.apply(new SqlParser((lexer, parser) -> parser.setTokenStream(tokens.stream()))));
            } catch (ParsingException second) {
                return Optional.empty();
            }
        });
    }

    /** Reads an expression that stands alone, as a property's value does. */
    public static Expression expression(String text) {
        try {
            return new SqlParser().createExpression(text);
        } catch (ParsingException failure) {
            throw syntaxError(failure);
        }
    }

    /** Reads a path, {@code catalog.schema, ...}. */
    public static PathSpecification path(String text) {
        try {
            return new SqlParser().createPathSpecification(text);
        } catch (ParsingException failure) {
            throw syntaxError(failure);
        }
    }

    private static SkeinException syntaxError(ParsingException failure) {
        return new SkeinException(
                StandardErrorCode.SYNTAX_ERROR,
                new Location(failure.getLineNumber(), failure.getColumnNumber()),
                failure.getErrorMessage());
    }
}
