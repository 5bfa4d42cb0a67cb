package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.trino.sql.jsonpath.PathParser;
import io.trino.sql.jsonpath.tree.JsonPath;
import java.util.List;
import java.util.Map;

/** A path of the SQL/JSON language: {@code lax $.a[*] ? (@.b > 2)}. The coordinator has checked its syntax. */
final class SqlJsonPath {
    private static final int KEPT = 1_000;
    private static final LoadingCache<String, JsonPath> PARSED =
            CacheBuilder.newBuilder().maximumSize(KEPT).build(CacheLoader.from(SqlJsonPath::parse));

    private SqlJsonPath() {}

    /** What a path cannot be applied to. */
    static final class PathException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PathException(String message) {
            super(message);
        }

        static PathException structural(String message) {
            return new PathException("structural error: " + message);
        }

        static PathException itemType(String expected, JsonNode actual) {
            return new PathException("invalid item type. Expected: " + expected + ", actual: " + actual.getNodeType());
        }
    }

    /** The items that the path leads to; named variables of the path stand for the parameters. */
    static List<JsonNode> evaluate(String path, JsonNode input, Map<String, JsonNode> parameters) {
        JsonPath parsed = PARSED.getUnchecked(path);
        return new JsonPathSteps(parsed.isLax(), input, parameters).process(parsed.getRoot(), JsonPathPlace.TOP);
    }

    private static JsonPath parse(String path) {
        return (JsonPath)
                PathParser.withFixedErrorLocation(new PathParser.Location(1, 1)).parseJsonPath(path);
    }
}
