package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.coordinator.schedule.FilterReport;
import java.io.IOException;
import java.util.List;

/** What became of a query's dynamic filters, under Trino's names as far as it has them. */
final class DynamicFiltersWriter {
    private DynamicFiltersWriter() {}

    static void write(JsonGenerator out, List<FilterReport> filters) throws IOException {
        out.writeStartObject();
        out.writeNumberField("totalDynamicFilters", filters.size());
        out.writeNumberField(
                "dynamicFiltersCompleted",
                filters.stream().filter(filter -> filter.values().isPresent()).count());
        out.writeArrayFieldStart("dynamicFilterDomainStats");
        for (FilterReport filter : filters) {
            write(out, filter);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, FilterReport filter) throws IOException {
        out.writeStartObject();
        out.writeStringField("dynamicFilterId", filter.filter().id());
        if (filter.values().isPresent()) {
            out.writeNumberField("rangesCount", filter.values().get().ranges().size());
        }
        if (filter.collected().isPresent()) {
            out.writeNumberField(
                    "collectionTimeMillis", filter.collected().get().toMillis());
        }
        out.writeNumberField("waitedMillis", filter.waited().toMillis());
        out.writeNumberField("splits", filter.splits().count());
        out.writeNumberField("rows", filter.splits().rows());
        out.writeNumberField("bytes", filter.splits().bytes());
        out.writeEndObject();
    }
}
