package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.RuntimeView;
import io.skein.coordinator.session.Session;

/** What planning needs besides the statement. */
record PlanningTools(
        FrontEnd frontEnd, DeepStacks stacks, CatalogClient catalogs, RuntimeView runtime, FunctionDefaults functions) {
    CatalogMetadata metadata(Session session) {
        return catalogs.metadata(Planning.caller(session), runtime);
    }
}
