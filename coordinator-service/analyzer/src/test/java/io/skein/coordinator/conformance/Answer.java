package io.skein.coordinator.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement came to: rows, an update or an error. */
record Answer(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        @Nullable Update update,
        @Nullable Failure error) {
    static Answer of(List<Column> columns, List<List<@Nullable Object>> rows) {
        return new Answer(columns, rows, null, null);
    }

    static Answer updated(String type, @Nullable Long count) {
        return new Answer(List.of(), List.of(), new Update(type, count), null);
    }

    static Answer failed(String name, String message) {
        return new Answer(List.of(), List.of(), null, new Failure(name, message));
    }

    record Column(String name, String type) {}

    record Update(String type, @Nullable Long count) {}

    record Failure(String name, String message) {}
}
