package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.session.Session;

/** What planning needs besides the statement. */
record PlanningTools(
        FrontEnd frontEnd, DeepStacks stacks, CatalogClient catalogs, RuntimeView runtime, FunctionDefaults functions) {
    CatalogPins pins(Session session) {
        return catalogs.pins(Planning.caller(session));
    }

    CatalogMetadata metadata(Session session, CatalogPins pins) {
        return catalogs.metadata(Planning.caller(session), pins, runtime);
    }
}
