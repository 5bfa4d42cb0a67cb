package io.skein.coordinator.analyze.scope;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Node;
import java.util.Optional;

/** Makes analysis errors. Messages are Trino's without its {@code line L:C: }, which the doors put before the text of an error with a location. */
public final class Errors {
    private Errors() {}

    public static SkeinException at(Node node, StandardErrorCode code, String format, Object... arguments) {
        String message = String.format(java.util.Locale.ROOT, format, arguments);
        return location(node)
                .map(place -> new SkeinException(code, place, message))
                .orElseGet(() -> new SkeinException(code, message));
    }

    public static SkeinException notSupported(Node node, String message) {
        return at(node, StandardErrorCode.NOT_SUPPORTED, "%s", message);
    }

    static Optional<Location> location(Node node) {
        return node.getLocation().map(place -> new Location(place.getLineNumber(), place.getColumnNumber()));
    }

    /** The node's place, or the statement's start where the parser kept none. */
    public static Location place(Node node) {
        return location(node).orElse(new Location(1, 1));
    }
}
