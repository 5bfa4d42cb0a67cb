package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.session.Session;
import java.util.HashMap;
import java.util.Map;

/**
 * What planning needs besides the statement.
 *
 * @param properties session properties where a session sets none
 */
record PlanningTools(
        FrontEnd frontEnd,
        DeepStacks stacks,
        CatalogClient catalogs,
        RuntimeView runtime,
        FunctionDefaults functions,
        Map<String, String> properties) {
    PlanningTools {
        properties = Map.copyOf(properties);
    }

    /** The session's properties, and the defaults of those that it does not set. */
    Map<String, String> properties(Session session) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(session.properties());
        return all;
    }

    CatalogPins pins(Session session) {
        return catalogs.pins(Planning.caller(session));
    }

    CatalogMetadata metadata(Session session, CatalogPins pins) {
        return catalogs.metadata(Planning.caller(session), pins, runtime);
    }
}
