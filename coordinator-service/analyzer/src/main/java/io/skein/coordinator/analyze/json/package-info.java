/** The SQL/JSON functions and JSON_TABLE. */
@NullMarked
package io.skein.coordinator.analyze.json;

import org.jspecify.annotations.NullMarked;
