/**
 * The Flight SQL door. {@code FlightDoor} runs the server, {@code CallerMiddleware} finds the caller and the session, {@code SkeinFlightProducer}
 * answers by way of {@code StatementCalls}, {@code PreparedCalls}, {@code CatalogListings}, {@code SessionCalls}; {@code ResultStream} sends rows in the form
 * that {@code FlightTypes} documents. Next on the path: {@link io.skein.coordinator.dispatch}.
 */
@NullMarked
package io.skein.coordinator.protocol.flightsql;

import org.jspecify.annotations.NullMarked;
