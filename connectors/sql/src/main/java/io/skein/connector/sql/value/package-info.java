/**
 * Values between Java objects and Arrow vectors. What the objects are in a database's words is its dialect's matter.
 */
@NullMarked
package io.skein.connector.sql.value;

import org.jspecify.annotations.NullMarked;
