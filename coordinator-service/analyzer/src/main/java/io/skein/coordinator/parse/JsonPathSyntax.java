package io.skein.coordinator.parse;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.jsonpath.PathParser;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.tree.StringLiteral;

/** Checks SQL/JSON paths; the worker parses them again where it evaluates them. */
public final class JsonPathSyntax {
    private JsonPathSyntax() {}

    /**
     * The path's text.
     *
     * @throws SkeinException SYNTAX_ERROR with its place in the statement
     */
    public static String checked(StringLiteral path) {
        PathParser.Location start = path.getLocation()
                .map(place -> new PathParser.Location(place.getLineNumber(), place.getColumnNumber()))
                .orElse(new PathParser.Location(1, 1));
        try {
            PathParser.withRelativeErrorLocation(start).parseJsonPath(path.getValue());
        } catch (ParsingException failure) {
            throw new SkeinException(
                    StandardErrorCode.SYNTAX_ERROR,
                    new Location(failure.getLineNumber(), failure.getColumnNumber()),
                    failure.getErrorMessage());
        }
        return path.getValue();
    }
}
