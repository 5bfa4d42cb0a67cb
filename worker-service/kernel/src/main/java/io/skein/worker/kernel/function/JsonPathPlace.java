package io.skein.worker.kernel.function;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where in a path a step stands.
 *
 * @param current the item that a filter looks at, {@code @}
 * @param last the last index of the array that is being subscripted
 */
record JsonPathPlace(@Nullable JsonNode current, int last) {
    static final JsonPathPlace TOP = new JsonPathPlace(null, -1);

    JsonPathPlace at(JsonNode item) {
        return new JsonPathPlace(item, last);
    }

    JsonPathPlace within(JsonNode array) {
        return new JsonPathPlace(current, array.size() - 1);
    }
}
