package io.skein.coordinator.parse;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.StringLiteral;

/** Reads a statement's text; what the grammar refuses becomes SYNTAX_ERROR with the place where it stands. */
public final class StatementParser {
    private final SqlParser parser = new SqlParser();

    public Statement parse(String sql) {
        try {
            return parser.createStatement(sql);
        } catch (ParsingException failure) {
            throw syntaxError(failure);
        } catch (StackOverflowError failure) {
            throw new SkeinException(
                    StandardErrorCode.STACK_OVERFLOW, "statement is too large (stack overflow during analysis)");
        }
    }

    /** Reads a statement that stands as a literal within another; places count in the outer text. */
    public Statement parse(StringLiteral literal) {
        try {
            return literal.getLocation()
                    .map(place -> parser.createStatement(
                            literal.getValue(), new NodeLocation(place.getLineNumber(), place.getColumnNumber())))
                    .orElseGet(() -> parser.createStatement(literal.getValue()));
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
