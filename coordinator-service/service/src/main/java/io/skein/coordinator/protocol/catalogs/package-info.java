/**
 * The REST door for operators: {@code /v1/catalogs}. {@code CatalogsResource} translates requests into the same changes that CREATE, ALTER and DROP CATALOG make,
 * with the same access control; {@code CatalogProblems} says what is wrong with a request. Next on the path: {@link io.skein.coordinator.catalog}.
 */
@NullMarked
package io.skein.coordinator.protocol.catalogs;

import org.jspecify.annotations.NullMarked;
