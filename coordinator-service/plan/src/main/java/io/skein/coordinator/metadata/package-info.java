/** What the front end asks about catalogs. The coordinator answers from the catalog service, tests from connectors in the process. */
@NullMarked
package io.skein.coordinator.metadata;

import org.jspecify.annotations.NullMarked;
