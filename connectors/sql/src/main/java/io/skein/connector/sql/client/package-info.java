/**
 * Connections to the database: a pool of Vert.x's, asked by threads that wait. The event loop never runs our code but to complete futures.
 */
@NullMarked
package io.skein.connector.sql.client;

import org.jspecify.annotations.NullMarked;
